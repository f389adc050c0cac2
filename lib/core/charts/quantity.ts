import type { Table } from "@/lib/core/csv/print-csv";

/** A param or metric that stands on an axis: what a run has under it, as text; null for nothing. */
export type AxisSource = { id: string; label: string; value: (run: string) => string | null };

export const runsWord = (n: number) => (n === 1 ? "1 run" : `${n} runs`);

/** "3 of 50 runs have no number of loss": what a chart of these runs left out, or nothing. */
export function leftOut(all: number, drawn: number, what: string): string[] {
  const missing = all - drawn;
  return missing === 0 ? [] : [`${missing} of ${runsWord(all)} ${missing === 1 ? "has" : "have"} no ${what}`];
}

/** Every run with its exact values, as rows. */
export const runTable = (
  runs: readonly string[],
  sources: readonly AxisSource[],
  name: (run: string) => string,
): Table => ({
  columns: ["run", "run id", ...sources.map(({ label }) => label)],
  rows: runs.map((run) => [name(run), run, ...sources.map(({ value }) => value(run))]),
});
