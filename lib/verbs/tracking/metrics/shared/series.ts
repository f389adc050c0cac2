import { rounder } from "@/lib/core/tracking/metrics/bins";
import type { SeriesField, SeriesInput, SeriesOutput } from "@/lib/core/tracking/metrics/series";
import { runNumber } from "@/lib/stores/telemetry/run-number";
import type { NonFinite, RunColumns } from "@/lib/stores/telemetry/series";

export type Columns = RunColumns & { exact: boolean };
type Found = {
  columns: readonly Columns[];
  marks: ReadonlyMap<string, NonFinite[]>;
  shift: number | null;
  available: boolean;
  range: { from: bigint; to: bigint } | null;
  behind: number;
};
type Series = SeriesOutput["series"][number];

/** The answer of api.md: columns of equal length, in the order in which the runs were asked for. */
export function presentSeries(input: SeriesInput, runs: readonly string[], found: Found): SeriesOutput {
  const byRun = new Map(found.columns.map((columns) => [columns.run, columns]));
  const round = input.exact ? same : visibleRounder(found.columns);
  const series = runs.map((runId) => {
    const columns = byRun.get(runNumber(runId));
    return columns
      ? present(runId, columns, input.fields, round, found.marks.get(columns.run) ?? [])
      : empty(runId);
  });
  return {
    metric: input.metric,
    x: input.x,
    bins: input.bins,
    binWidth: found.shift === null ? null : 2 ** found.shift,
    points: series.reduce((sum, { points }) => sum + points, 0),
    behind: found.behind,
    available: found.available,
    range: found.range && { from: integer(String(found.range.from)), to: integer(String(found.range.to)) },
    series,
  };
}

const same = (value: number) => value;
const empty = (runId: string): Series => ({
  runId,
  points: 0,
  exact: true,
  x: [],
  nonFinite: [],
  nonFiniteTotal: 0,
});

/** Rounds to what can be told apart in the range of all that is shown. */
function visibleRounder(columns: readonly Columns[]): (value: number) => number {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const { min, max } of columns) {
    for (const value of min) if (Number(value) < lowest) lowest = Number(value);
    for (const value of max) if (Number(value) > highest) highest = Number(value);
  }
  return rounder(lowest, highest);
}

function present(
  runId: string,
  columns: Columns,
  fields: readonly SeriesField[],
  round: (value: number) => number,
  marks: readonly NonFinite[],
): Series {
  const rounded = columns.exact ? same : round;
  const out: Series = {
    runId,
    points: columns.n.reduce((sum, n) => sum + Number(n), 0),
    exact: columns.exact,
    x: columns.x.map(integer),
    nonFinite: marks.map(({ x, word }) => ({ x: integer(x), value: words[word] ?? word })),
    nonFiniteTotal: Number(columns.nonFinite),
  };
  for (const field of fields) {
    if (field === "n") out.n = columns.n.map(Number);
    else if (field === "last" || field === "first")
      out[field] = columns[field].map((value) => printed(value, rounded));
    // These cover finite values alone: nan says that the bin has none.
    else out[field] = columns[field].map((value) => (value === "nan" ? null : rounded(Number(value))));
  }
  return out;
}

const words: Record<string, string> = { nan: "NaN", inf: "Infinity", "-inf": "-Infinity", "-nan": "NaN" };

function printed(value: number | string, round: (value: number) => number): number | string {
  if (typeof value === "number") return round(value);
  return words[value] ?? round(Number(value));
}

/** A 64-bit integer: a number where that keeps it whole, else text. */
function integer(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}
