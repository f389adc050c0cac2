import { SlipwayError } from "@/lib/core/errors";
import { openLine } from "@/lib/core/fair-line";
import { perProcess } from "@/lib/process";
import type { Context } from "./kernel";

const longestWaitMs = 30_000;
// The fifth place is never the same person's; as many connections are for searches alone.
const limits = { all: 5, each: 4, waiting: 16 };

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
  perProcess.searches ??= openLine(limits);
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
