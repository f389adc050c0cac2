import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@clickhouse/client";
import { Client } from "pg";
import { z } from "zod";
import type { Slipway } from "../served";
import { call, keys, stepsOf, timeAt, valueAt, type Wire, type Writer } from "./writers";

const history = z.object({
  metrics: z
    .array(
      z.object({
        step: z.coerce.number().default(0),
        timestamp: z.coerce.number(),
        value: z.number().default(0),
      }),
    )
    .default([]),
  next_page_token: z.string().optional(),
});
const counted = z.array(z.object({ rows: z.coerce.number(), distinct: z.coerce.number() }));
export type Verdict = {
  points: number;
  lost: number;
  doubled: number;
  wrong: number;
  latestWrong: number;
  telemetryRows: number;
};

/** Every acknowledged point, once, with its value, in both stores. The ledger's file says what was acknowledged. */
export async function verify(
  slipway: Slipway,
  wire: Wire,
  writers: Writer[],
  ledgerFile: string,
): Promise<Verdict> {
  const acknowledged = readLedger(ledgerFile);
  const verdict: Verdict = { points: 0, lost: 0, doubled: 0, wrong: 0, latestWrong: 0, telemetryRows: 0 };
  const { databaseUrl, clickhouseUrl } = slipway.running();
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  await flushed(database);
  const expectedRows = { rows: 0 };
  for (const writer of writers) {
    const batches = acknowledged.get(writer.runId) ?? new Set<number>();
    for (const [index, key] of keys.entries()) {
      const steps = await readSteps(wire, writer.runId, key, index, verdict);
      expectedRows.rows += steps.size;
      for (const batch of batches)
        for (const step of stepsOf(batch)) {
          verdict.points++;
          if (!steps.has(step)) verdict.lost++;
        }
      for (const step of steps) if (step >= writer.sent * stepsOf(0).length) verdict.wrong++;
      await checkLatest(database, writer.runId, key, index, Math.max(...steps), verdict);
    }
  }
  await database.end();
  verdict.telemetryRows = await countTelemetry(clickhouseUrl, verdict);
  if (verdict.telemetryRows < expectedRows.rows) verdict.lost += expectedRows.rows - verdict.telemetryRows;
  return verdict;
}

function readLedger(file: string): Map<string, Set<number>> {
  const runs = new Map<string, Set<number>>();
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const [runId, batch] = line.split(" ");
    if (!runId || batch === undefined) continue;
    const batches = runs.get(runId) ?? new Set();
    runs.set(runId, batches.add(Number(batch)));
  }
  return runs;
}

/** Waits until the pump has copied all that was logged. */
async function flushed(database: Client): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(100)) {
    const { rows } = await database.query(
      "SELECT NOT EXISTS (SELECT FROM journal WHERE flushed_at IS NULL) AS done",
    );
    if (rows[0]?.done === true) return;
  }
  throw new Error("The journal was not copied within a minute.");
}

async function readSteps(wire: Wire, runId: string, key: string, index: number, verdict: Verdict) {
  const steps = new Set<number>();
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ run_id: runId, metric_key: key, max_results: "25000" });
    if (token !== undefined) query.set("page_token", token);
    const { status, body } = await call(wire, "GET", `metrics/get-history?${query}`);
    if (status !== 200) throw new Error(`get-history answered ${status}: ${JSON.stringify(body)}`);
    const page = history.parse(body);
    for (const { step, timestamp, value } of page.metrics) {
      if (steps.has(step)) verdict.doubled++;
      steps.add(step);
      if (value !== valueAt(index, step) || timestamp !== timeAt(step)) verdict.wrong++;
    }
    token = page.next_page_token || undefined;
  } while (token !== undefined);
  return steps;
}

/** PostgreSQL's latest value is that of the highest step, in one row. */
async function checkLatest(
  database: Client,
  runId: string,
  key: string,
  index: number,
  last: number,
  verdict: Verdict,
): Promise<void> {
  const { rows } = await database.query(
    "SELECT step::text, value FROM run_metric WHERE run_id = $1 AND key = $2",
    [runId, key],
  );
  if (rows.length > 1) verdict.doubled += rows.length - 1;
  if (Number(rows[0]?.step) !== last || rows[0]?.value !== valueAt(index, last)) verdict.latestWrong++;
}

async function countTelemetry(url: string, verdict: Verdict): Promise<number> {
  const client = createClient({ url });
  const answer = await client.query({
    query: `SELECT count() AS rows, uniqExact(run, key, step, timestamp, value) AS distinct FROM metric_point FINAL`,
    format: "JSONEachRow",
  });
  const [row] = counted.parse(await answer.json());
  await client.close();
  if (!row) throw new Error("ClickHouse counted nothing.");
  verdict.doubled += row.rows - row.distinct;
  return row.distinct;
}
