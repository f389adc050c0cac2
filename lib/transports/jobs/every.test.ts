import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { perProcess } from "@/lib/process";
import { type Database, sql } from "@/lib/stores/database/database";
import { releaseLeases, takeLease } from "@/lib/stores/live/lease";
import { testStores } from "@/lib/stores/testing/stores";
import { startJob } from "./every";

let database: Database;
beforeAll(async () => {
  database = (await testStores()).stores.database;
});

/** Work that a test lets end, and how often it was begun. */
function work() {
  const ends: (() => void)[] = [];
  return { ends, run: () => new Promise<void>((resolve) => ends.push(resolve)) };
}

it("stop waits for what runs, and nothing is begun after it", async () => {
  const { ends, run } = work();
  const job = startJob({ name: "waits", ms: 1, run, atOnce: true });
  await expect.poll(() => ends.length).toBe(1);
  let stopped = false;
  const stopping = job.stop().then(() => {
    stopped = true;
  });
  await database.query(sql`SELECT 1`);
  expect(stopped).toBe(false);
  ends[0]?.();
  await stopping;
  await database.query(sql`SELECT 1`);
  expect(ends.length).toBe(1);
  expect(perProcess.succeeded.get("waits")).toBeGreaterThan(0);
});

it("runs again after about its period, never twice at a time", async () => {
  const { ends, run } = work();
  const job = startJob({ name: "again", ms: 1, run, atOnce: true });
  for (let turn = 0; turn < 3; turn++) {
    await expect.poll(() => ends.length).toBe(turn + 1);
    ends[turn]?.();
  }
  await expect.poll(() => ends.length).toBe(4);
  ends[3]?.();
  await job.stop();
});

it("a job for all instances is done by one of them; who fails leaves it to the others", async () => {
  const name = randomUUID();
  const done: string[] = [];
  const instance = (holder: string, run: () => Promise<unknown>) =>
    startJob({ name, ms: 3_600_000, run, atOnce: true, shared: { database, holder } });
  const failing = instance("failing", () => Promise.reject(new Error("no luck")));
  await failing.stop();
  const jobs = ["a", "b", "c"].map((holder) => instance(holder, async () => done.push(holder)));
  await Promise.all(jobs.map((job) => job.stop()));
  expect(done).toHaveLength(1);
});

it("a lease is its holder's until it lapses or is given back", async () => {
  const name = randomUUID();
  expect(await takeLease(database, name, "a", 60_000)).toBe(true);
  expect(await takeLease(database, name, "a", 60_000)).toBe(true);
  expect(await takeLease(database, name, "b", 60_000)).toBe(false);
  await releaseLeases(database, "b");
  expect(await takeLease(database, name, "b", 60_000)).toBe(false);
  await releaseLeases(database, "a", name);
  expect(await takeLease(database, name, "b", 0)).toBe(true);
  expect(await takeLease(database, name, "a", 60_000)).toBe(true);
});
