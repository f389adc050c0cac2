import type { Actor } from "@/lib/core/access";
import { SlipwayError } from "@/lib/core/errors";
import { perProcess } from "@/lib/process";

/** Many tabs, and no flood: each open stream is a socket, and is told of everything. */
export const mostStreams = 40;

/** A place for one more open stream of this reader's; call the result when it ends, once. Error: too-many-at-once. */
export function takePlace(actor: Actor): () => void {
  const who = "userId" in actor ? actor.userId : actor.kind;
  const { readers } = perProcess;
  const open = readers.get(who) ?? 0;
  if (open >= mostStreams)
    throw new SlipwayError(
      "too-many-at-once",
      `You have ${open} pages open that are told of changes: close some, or reload them later.`,
      { retryAfterSeconds: 30 },
    );
  readers.set(who, open + 1);
  return () => {
    const left = (readers.get(who) ?? 1) - 1;
    if (left > 0) readers.set(who, left);
    else readers.delete(who);
  };
}
