/** One row of a comparison: a key and what each run has for it, in the runs' order; null where a run lacks it. */
export type DiffRow = { key: string; differs: boolean; values: (string | null)[] };
type Entries = readonly { key: string; value: string | number }[];
type Difference = { key: string; differs: boolean };

export function diffRows(keys: readonly Difference[], entries: readonly Entries[]): DiffRow[] {
  const maps = entries.map((list) => new Map(list.map(({ key, value }) => [key, String(value)])));
  return keys.map(({ key, differs }) => ({ key, differs, values: maps.map((map) => map.get(key) ?? null) }));
}

/** How far a value lies from the baseline's, or null where one of them is no finite number. */
export function delta(value: string | null, baseline: string | null): number | null {
  if (value === null || baseline === null || value === "" || baseline === "") return null;
  const difference = Number(value) - Number(baseline);
  return Number.isFinite(difference) ? difference : null;
}

/** A value as a number where it reads as one: params are texts. */
export function asNumber(value: string | null | undefined): number | null {
  if (value === null || value === undefined || value.trim() === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
