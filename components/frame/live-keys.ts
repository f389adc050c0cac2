import { hashKey, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { LiveEvent } from "@/components/frame/live";
import { paced } from "@/components/frame/paced";

/** What is asked again when something of a kind changed; written beside the keys. */
export type LiveKeys = Readonly<Record<string, readonly QueryKey[]>>;

const pace = { soonMs: 250, pauseMs: 1_500 };

// One pace a key and client, whoever listens: two that want the same ask for it once, and who leaves loses nothing.
const pacers = new WeakMap<QueryClient, Map<string, () => void>>();

/** Has what an event concerns asked again, soon and paced. `subjects`: the ids that count; none: all. */
export function hear(
  client: QueryClient,
  table: LiveKeys,
  { kind, subject }: LiveEvent,
  subjects?: readonly string[],
): void {
  if (kind === "missed") for (const key of Object.values(table).flat()) askSoon(client, key);
  else if (subjects === undefined || subjects.includes(subject))
    for (const key of table[kind] ?? []) askSoon(client, key);
}

function askSoon(client: QueryClient, key: QueryKey): void {
  const own = pacers.get(client) ?? new Map<string, () => void>();
  pacers.set(client, own);
  const hash = hashKey(key);
  const call = own.get(hash) ?? paced(pace, () => client.invalidateQueries({ queryKey: key })).call;
  own.set(hash, call);
  call();
}
