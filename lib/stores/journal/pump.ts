import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Database } from "@/lib/stores/database/database";
import type { Telemetry } from "@/lib/stores/telemetry/telemetry";
import { type Entry, markFlushed, targets, unflushed } from "./journal";

const flushLimit = { batches: 2_000, bytes: 32 * 1024 * 1024, rows: 100_000 };
const idleMs = 1_000;
// Every insert makes a part that ClickHouse must merge later: while all log and nobody reads, few and large ones.
const pacedMs = 250;
const backOffMs = 500;
const leaderLock = 7_270_001; // one pump for all instances

/** "soon": something was logged. "now": somebody waits to read it. */
export type Urgency = "soon" | "now";
export type Pump = { poke(urgency: Urgency): void; stop(): Promise<void> };
export type PumpEvents = { failed(error: unknown): void; flushed(rows: number): void };

/** Copies every unflushed batch once more until it is marked; safe to be killed at any point. Returns rows copied. */
export async function flushOnce(database: Database, telemetry: Telemetry): Promise<number> {
  const entries = await unflushed(database, flushLimit);
  if (entries.length === 0) return 0;
  for (const [target, columns] of Object.entries(targets)) {
    const bodies = entries.filter((entry) => entry.target === target).map((entry) => entry.body);
    if (bodies.length > 0) await telemetry.insert(target, columns, Buffer.concat(bodies));
  }
  await markFlushed(database, entries);
  return entries.reduce((sum: number, entry: Entry) => sum + entry.rows, 0);
}

/** Runs until stopped: takes the leader's lock, then flushes when poked and once a second; not at every poke, but at once when somebody waits. */
export function startPump(database: Database, telemetry: Telemetry, events: PumpEvents): Pump {
  let stopping = false;
  let poked: Urgency | undefined;
  let paced = false;
  let wake = () => {};
  let leader: pg.Client | undefined;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function lead(): Promise<boolean> {
    leader ??= await database.connect();
    const { rows } = await leader.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [
      leaderLock,
    ]);
    return rows[0]?.held === true;
  }

  async function loop() {
    let leads = false;
    while (!stopping) {
      try {
        leads ||= await lead();
        poked = undefined;
        const rows = leads ? await flushOnce(database, telemetry) : 0;
        if (rows > 0) events.flushed(rows);
        paced = rows > 0;
        if (paced ? poked !== "now" : !poked) await pause(paced ? pacedMs : idleMs);
        // The lock is the session's: a broken connection means somebody else may lead.
        if (leads) await leader?.query("SELECT 1");
      } catch (error) {
        events.failed(error);
        leads = false;
        await leader?.end().catch(() => undefined);
        leader = undefined;
        if (!stopping) await sleep(backOffMs); // whoever waits does not make it come back sooner
      }
    }
    await leader?.end().catch(() => undefined);
  }
  const done = loop();

  return {
    poke(urgency) {
      if (poked !== "now") poked = urgency;
      if (urgency === "now" || !paced) wake();
    },
    async stop() {
      stopping = true;
      wake();
      await done;
    },
  };
}
