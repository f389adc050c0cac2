import { SlipwayError } from "@/lib/core/errors";
import { openLine } from "@/lib/core/fair-line";
import { perProcess } from "@/lib/process";
import type { Context } from "./kernel";

const longestWaitMs = 10_000;
// Of twelve connections the last three are for what asks by a single statement: who calls, and what is logged.
const limits = { all: 9, each: 4, waiting: 64 };

/**
 * Runs a transaction in its actor's line: whoever writes much at once waits for their own writes, and neither holds all
 * connections nor keeps others from one. Errors: unavailable, client-left.
 */
export async function inTurn<T>({ actor, signal }: Context, work: () => Promise<T>): Promise<T> {
  // Signing in is nobody's act yet, and is held back by its throttle.
  if (actor.kind === "system" || actor.kind === "nobody") return work();
  const patience = AbortSignal.timeout(longestWaitMs);
  perProcess.writes ??= openLine(limits);
  const done = await perProcess.writes.enter(
    actor.userId,
    signal ? AbortSignal.any([signal, patience]) : patience,
  );
  if (done === null)
    throw signal?.aborted
      ? new SlipwayError("client-left", "The client left before its turn came.")
      : new SlipwayError("unavailable", "Too many of your changes wait already. Try again in a moment.", {
          retryAfterSeconds: 1,
        });
  try {
    return await work();
  } finally {
    done();
  }
}
