import type { Actor } from "@/lib/core/access";
import type { BodySize } from "@/lib/core/body-bytes";
import { SlipwayError } from "@/lib/core/errors";
import { perProcess } from "@/lib/process";

const mb = 1024 * 1024;

/** Bodies that this process holds at once. What is small may use the last of it too, so that large ones never shut the door. */
export const heldBound = { all: 256 * mb, keptForSmall: 64 * mb, each: 64 * mb };

/** Counts bytes before they are read. Error: unavailable. */
export type Take = (bytes: number) => void;
type Sender = { actor: Actor; ip: string | null };

/** Counts what `work` takes in against the one bound, until it has ended: what was made of the bytes lives as long. */
export async function holding<T>(
  sender: Sender,
  size: BodySize,
  work: (take: Take) => Promise<T>,
): Promise<T> {
  const { bodies } = perProcess;
  const who = nameOf(sender);
  const bound = size === "small" ? heldBound.all : heldBound.all - heldBound.keptForSmall;
  let held = 0;
  const count = (bytes: number) => {
    held += bytes;
    bodies.bytes += bytes;
    const left = (bodies.by.get(who) ?? 0) + bytes;
    if (left > 0) bodies.by.set(who, left);
    else bodies.by.delete(who);
  };
  try {
    return await work((bytes) => {
      if (bodies.bytes + bytes > bound)
        throw busy("The server is taking in as much as it can hold. Send it again in a moment.");
      if ((bodies.by.get(who) ?? 0) + bytes > heldBound.each)
        throw busy("You are sending as much at once as one may. Send it again when the others have ended.");
      count(bytes);
    });
  } finally {
    count(-held);
  }
}

const busy = (message: string) => new SlipwayError("unavailable", message, { retryAfterSeconds: 1 });

/** A person with several tokens is one sender; who is nobody is an address. */
const nameOf = ({ actor, ip }: Sender): string =>
  actor.kind === "person" || actor.kind === "token"
    ? actor.userId
    : actor.kind === "system"
      ? actor.name
      : `address:${ip}`;
