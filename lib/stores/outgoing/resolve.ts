import { Resolver } from "node:dns/promises";
import { readFile } from "node:fs/promises";

/** All addresses of a name, IPv4 and IPv6; none when there is no such name. */
export type Resolve = (name: string) => Promise<string[]>;

/**
 * The hosts file first, then DNS by a resolver with its own sockets: `dns.lookup` would take one of the process's few
 * threads for each name server that does not answer, and files and passwords wait for those.
 */
export const resolveName: Resolve = async (name) => {
  const named = name.replace(/\.$/, "").toLowerCase();
  const listed = named === "localhost" ? ["127.0.0.1"] : await fromHostsFile(named);
  if (listed.length > 0) return listed;
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const found = await Promise.allSettled([resolver.resolve4(named), resolver.resolve6(named)]);
  return found.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
};

async function fromHostsFile(name: string): Promise<string[]> {
  const file = await readFile("/etc/hosts", "utf8").catch(() => "");
  return file.split("\n").flatMap((line) => {
    const [address = "", ...names] = line.replace(/#.*/, "").trim().toLowerCase().split(/\s+/);
    return names.includes(name) ? [address] : [];
  });
}
