import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Database } from "@/lib/stores/database/database";
import { flushTarget, type Refused, RefusesAll } from "./flush";
import { type Stuck, stuck } from "./journal";
import type { Target } from "./target";

const idleMs = 1_000;
// Every insert makes a part that ClickHouse must merge later: while all log and nobody reads, few and large ones.
const pacedMs = 250;
const backOffMs = 500;
const lookMs = 15_000;
// So long a store that refuses whatever it is given may be at fault itself. Then the rows are, and those behind them may be good.
const doubtMs = 10 * 60_000;
const leaderLock = 7_270_001; // one pump for all instances

/** "soon": something was logged. "now": somebody waits to read it. */
export type Urgency = "soon" | "now";
export type Pump = { poke(urgency: Urgency): void; stop(): Promise<void> };
export type PumpEvents = {
  /** A target, or without one the pump itself, could not copy: what it has waits, and is tried again. */
  failed(error: unknown, target?: string): void;
  refused(batch: Refused): void;
  /** What does not flow, whenever that changed. */
  stuck(now: Stuck): void;
};

/** Runs until stopped: takes the leader's lock, then flushes when poked and once a second; not at every poke, but at once when somebody waits. */
export function startPump(database: Database, targets: readonly Target[], events: PumpEvents): Pump {
  let stopping = false;
  let poked: Urgency | undefined;
  let paced = false;
  let wake = () => {};
  let leader: pg.Client | undefined;
  const retryAt = new Map<string, number>();
  const doubtedAt = new Map<string, number>();
  const looker = openLooker(database, targets, events);

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

  /** Each target by itself: one that fails waits its time, and the others go on. */
  async function flushAll(): Promise<number> {
    let copied = 0;
    for (const target of targets) {
      if ((retryAt.get(target.name) ?? 0) > Date.now()) continue;
      try {
        const patient = Date.now() - (doubtedAt.get(target.name) ?? Date.now()) < doubtMs;
        copied += await flushTarget(database, target, events.refused, { patient });
        retryAt.delete(target.name);
        doubtedAt.delete(target.name);
      } catch (error) {
        if (error instanceof RefusesAll && !doubtedAt.has(target.name))
          doubtedAt.set(target.name, Date.now());
        retryAt.set(target.name, Date.now() + backOffMs);
        events.failed(error, target.name);
      }
    }
    return copied;
  }

  async function loop() {
    let leads = false;
    while (!stopping) {
      try {
        leads ||= await lead();
        poked = undefined;
        const rows = leads ? await flushAll() : 0;
        if (leads) await looker();
        // While a target is away, each batch that is logged would wake the pump for nothing.
        paced = leads && (rows > 0 || retryAt.size > 0);
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

/** Looks now and then for what does not flow, and tells when it is another than before. */
function openLooker(database: Database, targets: readonly Target[], events: PumpEvents): () => Promise<void> {
  const known = targets.map(({ name }) => name);
  let told = JSON.stringify({ unknown: [], aside: { batches: 0, rows: 0 } } satisfies Stuck);
  let nextAt = 0;
  return async () => {
    if (Date.now() < nextAt) return;
    nextAt = Date.now() + lookMs;
    const now = await stuck(database, known);
    const text = JSON.stringify(now);
    if (text !== told) events.stuck(now);
    told = text;
  };
}
