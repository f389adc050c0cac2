import type { Flight } from "./flights";

export const featureSets = ["time", "time+airports", "time+airports+route"] as const;
export type FeatureSet = (typeof featureSets)[number];

/** Sparse rows: which of the weights are 1, and the two dense columns (distance and its square, scaled). */
export type Row = { ones: number[]; dense: [number, number]; label: 0 | 1 };
export type Encoder = { names: string[]; encode(flight: Flight): Row };

const minCount = 20;

/** Learns the vocabulary from the training flights; an airport or a route seen fewer than 20 times has no weight of its own. */
export function makeEncoder(train: readonly Flight[], set: FeatureSet, rare = minCount): Encoder {
  const counts = new Map<string, number>();
  for (const flight of train)
    for (const name of categories(flight, set)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts]
    .filter(([name, n]) => n >= rare || /^(hour|weekday)=/.test(name))
    .map(([name]) => name)
    .sort();
  const names = ["bias", "distance", "distance²", ...kept];
  const index = new Map(names.map((name, i) => [name, i]));
  const mean = train.reduce((sum, { distance }) => sum + distance, 0) / train.length;
  const scale =
    Math.sqrt(train.reduce((sum, { distance }) => sum + (distance - mean) ** 2, 0) / train.length) || 1;
  return {
    names,
    encode(flight) {
      const distance = (flight.distance - mean) / scale;
      const ones = categories(flight, set).flatMap((name) => index.get(name) ?? []);
      return { ones, dense: [distance, distance * distance], label: flight.late };
    },
  };
}

function categories(flight: Flight, set: FeatureSet): string[] {
  const time = [`hour=${String(flight.hour).padStart(2, "0")}`, `weekday=${flight.weekday}`];
  if (set === "time") return time;
  const airports = [`origin=${flight.origin}`, `destination=${flight.destination}`];
  return set === "time+airports"
    ? [...time, ...airports]
    : [...time, ...airports, `route=${flight.origin}-${flight.destination}`];
}
