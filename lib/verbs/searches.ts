import { availableParallelism } from "node:os";
import { SlipwayError } from "@/lib/core/errors";
import { openLine } from "@/lib/core/fair-line";
import { perProcess } from "@/lib/process";
import type { Context } from "./kernel";

const longestWaitMs = 30_000;
// A search keeps a core busy as long as it lasts: nobody gets more of them at once than there are, and 4 at most. The last place is
// never the same person's.
const each = Math.min(4, Math.max(2, availableParallelism()));
export const searchLimits = { all: each + 1, each, waiting: 64 };

/**
 * Runs a search in its actor's line, on connections that are for searches alone: logging and signing in always have theirs.
 * Errors: too-many-at-once, client-left.
 */
export async function inLine<T>(context: Context, search: (context: Context) => T | Promise<T>): Promise<T> {
  const { actor, stores, signal } = context;
  const searching = { ...context, stores: { ...stores, database: stores.database.searching(signal) } };
  // Our own code asks for what it needs, and nobody who comes in over the network is nobody here.
  if (actor.kind === "system" || actor.kind === "nobody") return search(searching);
  const patience = AbortSignal.timeout(longestWaitMs);
  perProcess.searches ??= openLine(searchLimits);
  const done = await perProcess.searches.enter(
    actor.userId,
    signal ? AbortSignal.any([signal, patience]) : patience,
  );
  if (done === null) throw signal?.aborted ? left() : tooMany();
  try {
    return await search(searching);
  } finally {
    done();
  }
}

const left = () => new SlipwayError("client-left", "The client left before its search began.");
const tooMany = () =>
  new SlipwayError(
    "too-many-at-once",
    "Too many of your searches run or wait already. Let them end, or narrow their filters, then search again.",
    { retryAfterSeconds: 5 },
  );
