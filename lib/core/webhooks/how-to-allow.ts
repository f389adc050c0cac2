import { type Address, contains, type Network, parseAddress, parseNetwork } from "./addresses";
import { isNeverPort, portOf } from "./destination";

/** A network as WEBHOOK_ALLOW takes it, for a hint that knows no address. */
export const exampleNetwork = "10.1.0.0/16";

/** How the operator opens one: where it is set, that it takes a restart, and what it opens. */
export const howToAllow = (network: string): string =>
  `The operator opens a network with a restart: WEBHOOK_ALLOW=${network} npm start, or the same in the server's .env; commas between several. Webhooks then reach all that listens in it, but not this server's own ports.`;

/**
 * Why a URL was refused and what can be done, told from the URL alone: the same whatever its name resolves to and whatever is
 * open, so that it maps nothing of our network.
 */
export function refusalOf(text: string): string {
  const say = (what: string) => `Destination not allowed. ${what}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    return say("Give a whole web address without a user or password, like https://ci.example.org/hooks.");
  if (isNeverPort(url)) return say(`Port ${portOf(url)} is closed to webhooks, wherever it is.`);
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const address = parseAddress(host);
  const network = address === null ? ofName(host) : networkAround(address);
  if (network !== null) return say(`${host} is not of the open internet. ${howToAllow(network)}`);
  return say(
    `It has to be of the open internet, by https, on port 443 or 8443. ${howToAllow(exampleNetwork)}`,
  );
}

const ofName = (host: string) => (/^(.*\.)?localhost$/.test(host) ? "127.0.0.0/8,::1" : null);

const within = (text: string, address: Address) => {
  const network: Network | null = parseNetwork(text);
  return network !== null && contains(network, address);
};

/** The network to open for an address that an operator may have a reason to open; null for all others, metadata above all. */
export function networkAround(address: Address): string | null {
  if (within("127.0.0.0/8", address)) return "127.0.0.0/8";
  if (within("::1", address)) return "::1";
  if (["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].some((one) => within(one, address)))
    return `${[24n, 16n, 8n].map((shift) => (address.bits >> shift) & 255n).join(".")}.0/24`;
  // Clouds keep their metadata in fd00:ec2::/32.
  if (within("fc00::/7", address) && !within("fd00:ec2::/32", address))
    return `${[112n, 96n, 80n, 64n].map((shift) => ((address.bits >> shift) & 0xffffn).toString(16)).join(":")}::/64`;
  return null;
}
