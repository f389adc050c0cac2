import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@clickhouse/client";
import { z } from "zod";
import { kill, type Slipway } from "../served";
import type { Checks } from "./checks";
import { batchOf, call, createRun, keys, type Logging, pointsPerBatch, type Wire } from "./writers";

const seriesAnswer = z.object({ behind: z.number(), available: z.boolean() });
const history = z.object({ metrics: z.array(z.unknown()).default([]) });
const listing = z.object({ files: z.array(z.unknown()).default([]) });

/** ClickHouse stands still: logging goes on, charts say how far behind they are, and afterwards all is copied. */
export async function clickhouseAway(
  checks: Checks,
  slipway: Slipway,
  wire: Wire,
  logging: Logging,
  forMs: number,
): Promise<void> {
  const pid = await slipway.pidOf("clickhouse");
  const runId = logging.writers[0]?.runId;
  if (runId === undefined) throw new Error("Nothing logs.");
  const before = logging.acknowledged;
  const until = Date.now() + forMs;
  const statuses = new Set<number>();
  let behind = 0;
  kill(pid, "SIGSTOP");
  try {
    while (Date.now() < until) {
      const series = await readSeries(wire, runId);
      statuses.add(series.status);
      if (series.answer && (series.answer.behind > 0 || !series.answer.available)) behind++;
      await pause(500);
    }
  } finally {
    kill(pid, "SIGCONT");
  }
  const more = logging.acknowledged - before;
  const seconds = forMs / 1000;
  checks.say(`ClickHouse away for ${seconds} s: ${more} batches acknowledged meanwhile`, more >= seconds);
  checks.say(
    "series answer 200 meanwhile",
    statuses.size === 1 && statuses.has(200),
    [...statuses].join(", "),
  );
  checks.say("series say that they are behind", behind > 0);
}

async function readSeries({ url, token }: Wire, runId: string) {
  const query = new URLSearchParams({ runs: runId, metric: keys[0] });
  const response = await fetch(`${url}/api/runs/series?${query}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined);
  const parsed = seriesAnswer.safeParse(await response?.json().catch(() => undefined));
  return { status: response?.status ?? 0, answer: parsed.success ? parsed.data : undefined };
}

/** A client that sends a batch again, and again, while the first is still under way. */
export async function sameBatchAtOnce(checks: Checks, wire: Wire): Promise<void> {
  const runId = await createRun(wire);
  const body = batchOf(runId, 0);
  const answers = await Promise.all(
    Array.from({ length: 16 }, () => call(wire, "POST", "runs/log-batch", body)),
  );
  const statuses = [...new Set(answers.map(({ status }) => status))];
  checks.say("the same batch 16 times at once: 200 each", statuses.join() === "200", statuses.join());
  let points = 0;
  for (const key of keys) {
    const query = new URLSearchParams({ run_id: runId, metric_key: key });
    const { body } = await call(wire, "GET", `metrics/get-history?${query}`);
    points += history.parse(body).metrics.length;
  }
  checks.say("each of its points is there once", points === pointsPerBatch, `${points} of ${pointsPerBatch}`);
}

/** The connection breaks in the middle of an upload: nothing of the file is to be seen. */
export async function uploadCutShort(checks: Checks, wire: Wire): Promise<void> {
  const runId = await createRun(wire);
  const { hostname, port } = new URL(wire.url);
  const path = `/api/2.0/mlflow-artifacts/artifacts/0/${runId}/artifacts/cut.bin`;
  await new Promise<void>((done) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `PUT ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${wire.token}\r\nContent-Length: 2000000\r\n\r\n`,
      );
      socket.write(Buffer.alloc(1_000_000), () => socket.destroy());
    });
    socket.once("error", () => undefined);
    socket.once("close", () => done());
  });
  const { body } = await call(wire, "GET", `artifacts/list?run_id=${runId}`);
  const seen = listing.parse(body).files.length;
  checks.say("an upload cut short leaves no file", seen === 0, JSON.stringify(body));
  const got = await fetch(`${wire.url}${path}`, { headers: { authorization: `Bearer ${wire.token}` } });
  await got.body?.cancel();
  checks.say("and cannot be downloaded", got.status === 404, String(got.status));
}

/** Clients that leave in the middle of a query leave no query behind. */
export async function clientsLeave(checks: Checks, slipway: Slipway, wire: Wire): Promise<void> {
  const runId = await createRun(wire);
  await call(wire, "POST", "runs/log-batch", batchOf(runId, 0));
  const query = new URLSearchParams({ runs: runId, metric: keys[0] });
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      fetch(`${wire.url}/api/runs/series?${query}`, {
        headers: { authorization: `Bearer ${wire.token}` },
        signal: AbortSignal.timeout(1 + index),
      }).then(
        (response) => response.body?.cancel(),
        () => undefined,
      ),
    ),
  );
  const client = createClient({ url: slipway.running().clickhouseUrl });
  const counted = z.array(z.object({ running: z.coerce.number() }));
  let left = Number.POSITIVE_INFINITY;
  for (const until = Date.now() + 5000; Date.now() < until && left > 0; await pause(50)) {
    const answer = await client.query({
      query:
        "SELECT count() AS running FROM system.processes WHERE query LIKE '%metric_point%' AND query NOT LIKE '%system.processes%'",
      format: "JSONEachRow",
    });
    left = counted.parse(await answer.json())[0]?.running ?? 0;
  }
  await client.close();
  checks.say("50 clients that leave in the middle of a query leave none running", left === 0, String(left));
  checks.say("and the server is ready", await slipway.isReady());
}
