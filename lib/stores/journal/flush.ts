import type { Database } from "@/lib/stores/database/database";
import { type Entry, markFlushed, setAside, unflushed } from "./journal";
import type { Target } from "./target";

const flushLimit = { batches: 2_000, bytes: 32 * 1024 * 1024, rows: 100_000 };

export type Refused = { entry: Omit<Entry, "body">; reason: string; attempts: number };
export type Flushed = { rows: number; refused: Refused[] };

/**
 * Copies a target's unflushed batches once more until they are marked; safe to be killed at any point. Batches that the store
 * refuses are found by halving and set aside, one by one; the others go through. Returns rows copied and what was refused.
 */
export async function flushTarget(database: Database, target: Target): Promise<Flushed> {
  const done: Flushed = { rows: 0, refused: [] };
  const entries = await unflushed(database, target.name, flushLimit);
  if (entries.length > 0) await copy(database, target, entries, done);
  return done;
}

async function copy(
  database: Database,
  target: Target,
  entries: readonly Entry[],
  done: Flushed,
): Promise<void> {
  const reason = await target.insert(Buffer.concat(entries.map(({ body }) => body)));
  if (reason === null) {
    await markFlushed(database, entries);
    done.rows += entries.reduce((sum, { rows }) => sum + rows, 0);
    return;
  }
  const [first] = entries;
  if (first && entries.length === 1) {
    const { body: _, ...entry } = first;
    done.refused.push({ entry, reason, attempts: await setAside(database, first, reason) });
    return;
  }
  const half = Math.ceil(entries.length / 2);
  await copy(database, target, entries.slice(0, half), done);
  await copy(database, target, entries.slice(half), done);
}
