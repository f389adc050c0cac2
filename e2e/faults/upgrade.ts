import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import type { Slipway } from "../served";
import type { Checks } from "./checks";
import { batchOf, call, createRun, keys, pointsPerBatch, type Wire } from "./writers";

const health = z.object({
  ready: z.boolean(),
  degraded: z.array(z.string()),
  journal: z
    .object({
      unknown: z.array(z.object({ target: z.string(), batches: z.number(), rows: z.number() })),
      aside: z.object({ batches: z.number(), rows: z.number() }),
    })
    .optional(),
});
const history = z.object({ metrics: z.array(z.unknown()).default([]) });

/**
 * A rolling upgrade: the journal holds batches of a target that only a newer version knows, and one that the engine refuses.
 * Logging and copying go on, both are said by the health page, and neither is lost, also over `kill -9` of everything.
 */
export async function rollingUpgrade(checks: Checks, slipway: Slipway, wire: Wire): Promise<void> {
  await withDatabase(slipway, async (database) => {
    const append = "SELECT journal_append($1, $2, $3, $4)";
    for (let batch = 0; batch < 3; batch++)
      await database.query(append, ["monitor:drill", "inference_of_tomorrow", Buffer.from("[1]\n[2]\n"), 2]);
    await database.query(append, ["run:drill", "metric_point", Buffer.from("no row at all\n"), 1]);
  });
  checks.say("a batch beside them is copied and read", await flows(wire));
  const expected = {
    unknown: [{ target: "inference_of_tomorrow", batches: 3, rows: 6 }],
    aside: { batches: 1, rows: 1 },
  };
  checks.say("the health page says what waits and what was refused", await says(slipway, expected));
  await slipway.killAll();
  await slipway.start();
  checks.say("after kill -9 of all a batch beside them is copied and read", await flows(wire));
  checks.say("after kill -9 of all nothing of it is lost", await says(slipway, expected));
  await withDatabase(slipway, async (database) => {
    const { rows } = await database.query(
      "SELECT convert_from(body, 'UTF8') AS body FROM journal WHERE target = 'inference_of_tomorrow' AND flushed_at IS NULL",
    );
    checks.say(
      "what a newer version will copy is there, unchanged",
      rows.length === 3 && rows.every(({ body }) => body === "[1]\n[2]\n"),
    );
  });
}

async function withDatabase(slipway: Slipway, work: (database: Client) => Promise<void>): Promise<void> {
  const database = new Client({ connectionString: slipway.running().databaseUrl });
  await database.connect();
  await work(database).finally(() => database.end());
}

/** Is a fresh run's batch in its history? */
async function flows(wire: Wire): Promise<boolean> {
  const runId = await createRun(wire);
  const sent = await call(wire, "POST", "runs/log-batch", batchOf(runId, 0));
  const { body } = await call(wire, "GET", `metrics/get-history?run_id=${runId}&metric_key=${keys[0]}`);
  return sent.status === 200 && history.parse(body).metrics.length === pointsPerBatch / keys.length;
}

async function says(slipway: Slipway, expected: object): Promise<boolean> {
  let last: unknown;
  for (const until = Date.now() + 20_000; Date.now() < until; await pause(200)) {
    last = await fetch(`${slipway.url}/api/health/ready`).then((answer) => answer.json());
    const seen = health.safeParse(last);
    if (
      seen.success &&
      seen.data.ready &&
      JSON.stringify(seen.data.journal) === JSON.stringify(expected) &&
      ["journal-unknown-target", "journal-set-aside"].every((word) => seen.data.degraded.includes(word))
    )
      return true;
  }
  console.log(`  the health page says ${JSON.stringify(last)}`);
  return false;
}
