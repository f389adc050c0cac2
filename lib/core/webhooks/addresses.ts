/** IP addresses and networks, and which of them the open internet can reach. Pure: nothing is looked up here. */

export type Address = { family: 4 | 6; bits: bigint };
export type Network = Address & { prefix: number };

/** An address as sockets and resolvers write it; null for anything else, short and octal forms and zones included. */
export function parseAddress(text: string): Address | null {
  if (!text.includes(":")) {
    const bits = parseV4(text);
    return bits === null ? null : { family: 4, bits };
  }
  const bits = parseV6(text);
  return bits === null ? null : { family: 6, bits };
}

function parseV4(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  let bits = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    bits = (bits << 8n) | BigInt(part);
  }
  return bits;
}

function parseV6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [front, back] = halves.map(groupsOf);
  if (!front || (halves.length === 2 && !back)) return null;
  const missing = 8 - front.length - (back?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...front, ...Array.from({ length: missing }, () => 0n), ...(back ?? [])];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

/** Groups of 16 bits; the last two may be written as an IPv4 address. */
function groupsOf(text: string): bigint[] | null {
  if (text === "") return [];
  const parts = text.split(":");
  const groups: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 && part.includes(".") ? parseV4(part) : null;
    if (v4 !== null) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

/** `10.0.0.0/8`, `fd00::/8`, or one address; null when it is none, or has bits set beyond its prefix. */
export function parseNetwork(text: string): Network | null {
  const [host = "", given, more] = text.split("/");
  const address = parseAddress(host);
  if (address === null || more !== undefined) return null;
  const width = address.family === 4 ? 32 : 128;
  if (given !== undefined && !/^\d{1,3}$/.test(given)) return null;
  const prefix = given === undefined ? width : Number(given);
  if (prefix > width) return null;
  const rest = BigInt(width - prefix);
  return (address.bits >> rest) << rest === address.bits ? { ...address, prefix } : null;
}

export function contains(network: Network, address: Address): boolean {
  if (network.family !== address.family) return false;
  const rest = BigInt((network.family === 4 ? 32 : 128) - network.prefix);
  return network.bits >> rest === address.bits >> rest;
}

const networks = (...texts: string[]): Network[] => texts.flatMap((text) => parseNetwork(text) ?? []);

const special4 = networks(
  "0.0.0.0/8", // this network
  "10.0.0.0/8",
  "100.64.0.0/10", // carriers' NAT
  "127.0.0.0/8",
  "169.254.0.0/16", // link-local; clouds' metadata
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // 6to4 relays
  "192.168.0.0/16",
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4",
);
// The only IPv6 addresses given out so far. Loopback, IPv4-mapped, NAT64, unique local, link-local, multicast are outside.
const global6 = networks("2000::/3");
const special6 = networks(
  "2001::/23", // Teredo, benchmarks, ORCHID
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4: carries an IPv4 address
  "3fff::/20", // documentation
);

/** Is this an address of the open internet? */
export function isGlobal(address: Address): boolean {
  if (address.family === 4) return !special4.some((network) => contains(network, address));
  return (
    global6.some((network) => contains(network, address)) &&
    !special6.some((network) => contains(network, address))
  );
}
