import { type Address, contains, isGlobal, type Network, parseAddress } from "./addresses";

/** All that anybody is told of a refusal: a reason would map our network for whoever asks. */
export const notAllowed = "destination not allowed";

export type Destination = {
  url: URL;
  /** The address that the URL itself names; null for a name, which has to be resolved. */
  literal: Address | null;
  /** Plain HTTP and unusual ports: for the operator's own networks alone. */
  inside: boolean;
};

const longest = 2_000;
const openPorts = ["", "443", "8443"];
// Services of ours and others' that a POST must never reach, wherever they are.
const neverPorts = [22, 23, 25, 110, 143, 465, 587, 2049, 3306, 5432, 6379, 9200, 11211, 27017];
const ownNames =
  /^(localhost|.*\.localhost|.*\.localdomain|metadata|metadata\.goog|metadata\.google\.internal)$/;

/** What the URL alone shows; null when nothing may ever be sent there. WHATWG's parser has read odd forms of addresses. */
export function judgeUrl(text: string, allowed: readonly Network[]): Destination | null {
  if (text.length > longest || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.username !== "" || url.password !== "" || url.hostname === "") return null;
  const inside = url.protocol === "http:" || !openPorts.includes(url.port);
  if (inside && allowed.length === 0) return null;
  if (isNeverPort(url)) return null;
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const literal = parseAddress(host);
  if (literal === null && ownNames.test(host) && !inNetworks(loopback, allowed)) return null;
  const destination = { url, literal, inside };
  return literal === null || judgeAddress(literal, destination, allowed) ? destination : null;
}

/** May a socket be opened to this address for that destination? */
export function judgeAddress(
  address: Address,
  { inside }: { inside: boolean },
  allowed: readonly Network[],
): boolean {
  return inNetworks(address, allowed) || (!inside && isGlobal(address));
}

/** Every address of a name has to be allowed: one that is not may be the one that is used. */
export function judgeAddresses(
  addresses: readonly string[],
  destination: { inside: boolean },
  allowed: readonly Network[],
): boolean {
  return (
    addresses.length > 0 &&
    addresses.every((text) => {
      const address = parseAddress(text);
      return address !== null && judgeAddress(address, destination, allowed);
    })
  );
}

/** Closed even where the operator has opened the network. */
export const isNeverPort = (url: URL): boolean => neverPorts.includes(portOf(url));

export const portOf = (url: URL): number => Number(url.port) || (url.protocol === "https:" ? 443 : 80);

const loopback: Address = { family: 4, bits: 0x7f000001n };
const inNetworks = (address: Address, networks: readonly Network[]) =>
  networks.some((network) => contains(network, address));
