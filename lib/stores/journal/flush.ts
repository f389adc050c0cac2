import type { Database } from "@/lib/stores/database/database";
import { type Entry, markFlushed, setAside, unflushed } from "./journal";
import type { Target } from "./target";

const flushLimit = { batches: 2_000, bytes: 32 * 1024 * 1024, rows: 100_000 };

export type Refused = { entry: Omit<Entry, "body">; reason: string; attempts: number };

/**
 * Copies a target's unflushed batches once more until they are marked; safe to be killed at any point. Batches that the store
 * refuses are found by halving and set aside, each told as soon as it is; the others go through. Returns rows copied.
 */
export async function flushTarget(
  database: Database,
  target: Target,
  refused: (batch: Refused) => void,
): Promise<number> {
  const entries = await unflushed(database, target.name, flushLimit);
  return entries.length === 0 ? 0 : copy(database, target, entries, refused);
}

async function copy(
  database: Database,
  target: Target,
  entries: readonly Entry[],
  refused: (batch: Refused) => void,
): Promise<number> {
  const reason = await target.insert(Buffer.concat(entries.map(({ body }) => body)));
  if (reason === null) {
    await markFlushed(database, entries);
    return entries.reduce((sum, { rows }) => sum + rows, 0);
  }
  const [first] = entries;
  if (first && entries.length === 1) {
    const { body: _, ...entry } = first;
    refused({ entry, reason, attempts: await setAside(database, first, reason) });
    return 0;
  }
  const half = Math.ceil(entries.length / 2);
  const before = await copy(database, target, entries.slice(0, half), refused);
  return before + (await copy(database, target, entries.slice(half), refused));
}
