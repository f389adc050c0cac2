import type { Database } from "@/lib/stores/database/database";
import { type Entry, markFlushed, setAside, unflushed } from "./journal";
import type { Refusal, Target } from "./target";

const flushLimit = { batches: 2_000, bytes: 32 * 1024 * 1024, rows: 100_000 };

export type Refused = { entry: Omit<Entry, "body">; reason: string; attempts: number };

/** A store refused batch after batch in the same unknown words: that may be the store's own fault, and the batches wait. */
export class RefusesAll extends Error {}
// So many batches, one by one, and not one that was taken or refused for its rows.
const doubtfulMost = 3;

/**
 * Copies a target's unflushed batches once more until they are marked; safe to be killed at any point. Batches that the store
 * refuses are found by halving and set aside, each told as soon as it is; the others go through. Returns rows copied.
 * Error: RefusesAll, as long as `patient`, where nothing says that it is the rows that are refused.
 */
export async function flushTarget(
  database: Database,
  target: Target,
  refused: (batch: Refused) => void,
  { patient = true }: { patient?: boolean } = {},
): Promise<number> {
  const entries = await unflushed(database, target.name, flushLimit);
  let copied = 0;
  // The store has taken or refused a batch of its own: what else it refuses is refused for its rows.
  let judges = !patient;
  const doubtful: [Entry, Refusal][] = [];
  const aside = async (entry: Entry, { reason }: Refusal) => {
    const { body: _, ...batch } = entry;
    refused({ entry: batch, reason, attempts: await setAside(database, entry, reason) });
  };

  async function copy(some: readonly Entry[]): Promise<void> {
    const refusal = await target.insert(Buffer.concat(some.map(({ body }) => body)));
    if (refusal === null) {
      await markFlushed(database, some);
      copied += some.reduce((sum, { rows }) => sum + rows, 0);
      judges = true;
      return;
    }
    const [first] = some;
    if (first && some.length === 1) {
      if (refusal.sure || first.attempts > 0) {
        judges ||= refusal.sure;
        await aside(first, refusal);
      } else {
        doubtful.push([first, refusal]);
        judges ||= new Set(doubtful.map(([, { code }]) => code)).size > 1;
        if (!judges && doubtful.length === doubtfulMost) throw new RefusesAll(refusal.reason);
      }
      return;
    }
    const half = Math.ceil(some.length / 2);
    await copy(some.slice(0, half));
    await copy(some.slice(half));
  }

  if (entries.length > 0) await copy(entries);
  const [one] = doubtful;
  if (one && !judges) throw new RefusesAll(one[1].reason);
  for (const [entry, refusal] of doubtful) await aside(entry, refusal);
  return copied;
}
