import { networkInterfaces } from "node:os";
import { type Network, parseAddress } from "@/lib/core/webhooks/addresses";
import { type Destination, judgeAddresses, judgeUrl, portOf } from "@/lib/core/webhooks/destination";
import type { Resolve } from "./resolve";

/** Where nothing may be sent. Its message is all that people see of it. */
export class NotAllowed extends Error {}
export class NoSuchName extends Error {}

export type Guard = {
  /** The URL and what it resolves to now. A name that resolves to nothing yet passes: sending asks again. */
  mayBeSaved(url: string): Promise<boolean>;
  /** The URL alone, before a socket is opened. @throws NotAllowed */
  check(url: string): Destination;
  /** The addresses for a socket to that destination, all judged. @throws NotAllowed, NoSuchName */
  addressesFor(destination: Destination, name: string): Promise<string[]>;
};

/** `ownPorts`: where our own server and stores listen, which no network that the operator allows opens. */
export function openGuard(allowed: readonly Network[], ownPorts: readonly number[], resolve: Resolve): Guard {
  const isOurs = (addresses: readonly string[], { url }: Destination) =>
    ownPorts.includes(portOf(url)) && addresses.some(isThisMachine);
  const judge = (addresses: readonly string[], destination: Destination) =>
    judgeAddresses(addresses, destination, allowed) && !isOurs(addresses, destination);

  const check = (text: string): Destination => {
    const destination = judgeUrl(text, allowed);
    if (destination === null) throw new NotAllowed();
    if (destination.literal !== null && isOurs([bare(destination.url)], destination)) throw new NotAllowed();
    return destination;
  };
  return {
    check,
    async addressesFor(destination, name) {
      const addresses = await resolve(name);
      if (addresses.length === 0) throw new NoSuchName();
      if (!judge(addresses, destination)) throw new NotAllowed();
      return addresses;
    },
    async mayBeSaved(text) {
      try {
        const destination = check(text);
        if (destination.literal !== null) return true;
        const addresses = await resolve(destination.url.hostname);
        return addresses.length === 0 || judge(addresses, destination);
      } catch (error) {
        if (error instanceof NotAllowed) return false;
        throw error;
      }
    },
  };
}

const bare = (url: URL) => url.hostname.replace(/^\[|\]$/g, "");

function isThisMachine(text: string): boolean {
  const address = parseAddress(text);
  if (address === null) return true;
  if (address.family === 4 && (address.bits >> 24n === 127n || address.bits === 0n)) return true;
  if (address.family === 6 && address.bits <= 1n) return true;
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .some((own) => {
      const mine = parseAddress(own.address);
      return mine !== null && mine.family === address.family && mine.bits === address.bits;
    });
}
