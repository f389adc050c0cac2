import { afterEach, beforeEach, expect, it } from "vitest";
import { sql } from "@/lib/stores/database/database";
import type { Stores } from "@/lib/stores/open";
import { targetsOf } from "@/lib/stores/targets";
import { testStores } from "@/lib/stores/testing/stores";
import { flushTarget, type Refused } from "./flush";
import { giveUp, type Stuck, stuck, waiting } from "./journal";
import { startPump } from "./pump";
import type { Target } from "./target";
import { settle } from "./wait";

let stores: Stores;
let points: Target;
let running: { stop(): Promise<void> }[] = [];
beforeEach(async () => {
  ({ stores } = await testStores());
  const [target] = targetsOf(stores.telemetry);
  if (!target) throw new Error("metric points are a target");
  points = target;
});
afterEach(async () => {
  for (const pump of running) await pump.stop();
  running = [];
});

const line = (run: number, value: number | string) => `[${run},"loss",1,1700000000000,${value}]\n`;
async function append(target: string, body: string, stream = "run:a"): Promise<bigint> {
  const [row] = await stores.database.query<{ id: bigint }>(
    sql`SELECT journal_append(${stream}, ${target}, ${Buffer.from(body)}, ${body.trim().split("\n").length}) AS id`,
  );
  return row?.id ?? 0n;
}
const stored = async () =>
  (await stores.telemetry.rows<{ run: string }>("SELECT run FROM metric_point FINAL ORDER BY run", {})).map(
    ({ run }) => Number(run),
  );
function pump(targets: readonly Target[]) {
  const told = { failed: [] as (string | undefined)[], refused: [] as Refused[], stuck: [] as Stuck[] };
  const started = startPump(stores.database, targets, {
    failed: (_, target) => void told.failed.push(target),
    refused: (batch) => void told.refused.push(batch),
    stuck: (now) => void told.stuck.push(now),
  });
  running.push(started);
  return { ...started, told };
}
/** Copies once. @returns rows copied, and what was refused. */
async function flush(target: Target) {
  const refused: Refused[] = [];
  const rows = await flushTarget(stores.database, target, (batch) => void refused.push(batch));
  return { rows, refused };
}
const refusal = (code: string, sure: boolean) => ({ code, reason: `Code ${code}: not today`, sure });
const left = async () => (await waiting(stores.database)).batches;

it("leaves batches of a target that it does not know to a pump that does, and says so", async () => {
  await append("metric_point", line(1, 0.5));
  await append("inference_of_tomorrow", "[1]\n[2]\n", "monitor:m");
  const old = pump([points]);
  await expect.poll(left).toBe(1);
  await expect
    .poll(() => old.told.stuck)
    .toEqual([
      { unknown: [{ target: "inference_of_tomorrow", batches: 1, rows: 2 }], aside: { batches: 0, rows: 0 } },
    ]);
  expect(await stored()).toEqual([1]);
  await old.stop();

  const taken: string[] = [];
  const tomorrow: Target = {
    name: "inference_of_tomorrow",
    insert: async (body) => {
      taken.push(Buffer.from(body).toString("utf8"));
      return null;
    },
  };
  pump([points, tomorrow]);
  await expect.poll(left).toBe(0);
  expect(taken).toEqual(["[1]\n[2]\n"]);
});

it("finds the batches that the engine refuses, sets them aside, and copies all others", async () => {
  for (let run = 1; run <= 9; run++)
    await append("metric_point", run % 4 === 0 ? "not a row\n" : line(run, run));
  const { rows, refused } = await flush(points);
  expect(rows).toBe(7);
  expect(refused.map(({ attempts, entry }) => [attempts, entry.stream])).toEqual([
    [1, "run:a"],
    [1, "run:a"],
  ]);
  expect(refused[0]?.reason).toMatch(/^Code \d+/);
  expect(await stored()).toEqual([1, 2, 3, 5, 6, 7, 9]);
  expect(await stuck(stores.database, ["metric_point"])).toEqual({
    unknown: [],
    aside: { batches: 2, rows: 2 },
  });
  // Not again before their time; then once more, and later still.
  expect(await flush(points)).toEqual({ rows: 0, refused: [] });
  await stores.database.query(sql`UPDATE journal_aside SET retry_at = now()`);
  expect((await flush(points)).refused.map(({ attempts }) => attempts)).toEqual([2, 2]);
});

it("forgets that a batch was set aside once the store takes it", async () => {
  await append("metric_point", line(1, 1));
  const refusing: Target = { ...points, insert: async () => refusal("27", true) };
  await flush(refusing);
  expect((await stuck(stores.database, ["metric_point"])).aside.batches).toBe(1);
  await stores.database.query(sql`UPDATE journal_aside SET retry_at = now()`);
  expect((await flush(points)).rows).toBe(1);
  expect((await stuck(stores.database, ["metric_point"])).aside.batches).toBe(0);
  expect(await left()).toBe(0);
});

it("what the store says of all batches alike, and not of their rows, sets none of them aside", async () => {
  for (let run = 1; run <= 8; run++) await append("metric_point", line(run, run));
  let asked = 0;
  const faulty: Target = { ...points, insert: async () => refusal("777", asked++ < 0) };
  await expect(flush(faulty)).rejects.toThrow(/Code 777/);
  expect(asked).toBeLessThan(9);
  expect((await stuck(stores.database, ["metric_point"])).aside.batches).toBe(0);
  expect((await flush(points)).rows).toBe(8);
});

it("an unknown word that is said of some batches sets those aside, and after a while of all", async () => {
  for (let run = 1; run <= 5; run++) await append("metric_point", line(run, run));
  const picky: Target = {
    ...points,
    async insert(body) {
      const bad = /^\[[12],/m.test(Buffer.from(body).toString("utf8"));
      return bad ? refusal("777", false) : points.insert(body);
    },
  };
  const { rows, refused } = await flush(picky);
  expect([rows, refused.map(({ attempts }) => attempts)]).toEqual([3, [1, 1]]);
  // Their time comes again, and nothing else is there to tell by: they were judged already.
  await stores.database.query(sql`UPDATE journal_aside SET retry_at = now()`);
  expect((await flush(picky)).refused.map(({ attempts }) => attempts)).toEqual([2, 2]);

  for (let run = 6; run <= 9; run++) await append("metric_point", line(run, run));
  const never: Target = { ...points, insert: async () => refusal("777", false) };
  const told: Refused[] = [];
  await flushTarget(stores.database, never, (batch) => void told.push(batch), { patient: false });
  expect(told).toHaveLength(4);
});

it("what is set aside keeps nobody from logging, and after a week leaves the journal, kept beside it", async () => {
  const id = await append("metric_point", "not a row\n");
  expect(await left()).toBe(1);
  await flush(points);
  expect(await waiting(stores.database)).toEqual({ rows: 0, bytes: 0, batches: 0 });
  expect(await giveUp(stores.database)).toBe(0);
  await stores.database.query(sql`UPDATE journal_aside SET first_at = now() - interval '8 days'`);
  expect(await giveUp(stores.database)).toBe(1);
  const kept = await stores.database.query(
    sql`SELECT id, convert_from(body, 'UTF8') AS body, rows, attempts FROM journal_refused`,
  );
  expect(kept).toEqual([{ id, body: "not a row\n", rows: 1, attempts: 1 }]);
  expect((await stuck(stores.database, ["metric_point"])).aside.batches).toBe(0);
  expect((await flush(points)).refused).toEqual([]);
});

it("a target that fails does not stop the others", async () => {
  await append("metric_point", line(1, 1));
  await append("broken", "[1]\n", "monitor:m");
  const broken: Target = { name: "broken", insert: () => Promise.reject(new Error("no such table")) };
  const { told } = pump([broken, points]);
  await expect.poll(stored).toEqual([1]);
  await expect.poll(() => told.failed.length).toBeGreaterThan(0);
  expect(new Set(told.failed)).toEqual(new Set(["broken"]));
  expect((await stuck(stores.database, ["broken", "metric_point"])).aside.batches).toBe(0);
});

it("copies again what was copied but not marked: nothing is doubled", async () => {
  await append("metric_point", line(1, 1));
  const dies: Target = {
    ...points,
    async insert(body) {
      await points.insert(body);
      throw new Error("killed between the insert and its mark");
    },
  };
  await expect(flush(dies)).rejects.toThrow("killed");
  expect(await left()).toBe(1);
  await flush(points);
  expect(await stored()).toEqual([1]);
});

it("a read waits for what was there when it asked, however fast others log on", async () => {
  await append("metric_point", line(1, 1));
  let logging = true;
  const writer = (async () => {
    for (let run = 2; logging; run++) await append("metric_point", line(run, run));
  })();
  const { poke } = pump([points]);
  const started = Date.now();
  expect(await settle(stores.database, ["run:a"], poke)).toBe(0);
  expect(Date.now() - started).toBeLessThan(1_900);
  expect(await stored()).toContain(1);
  logging = false;
  await writer;
});

it("a read does not wait for what is set aside, and says how much that is", async () => {
  await append("metric_point", "not a row\n");
  await flush(points);
  let pokes = 0;
  expect(await settle(stores.database, ["run:a"], () => void pokes++)).toBe(1);
  expect(pokes).toBe(0);
});
