import type { Table } from "@/lib/core/csv/print-csv";
import { type Axis, axisTitle, makeAxis, place } from "./axis";
import { withBrushes } from "./brushes";
import { columnOf } from "./columns";
import { extent } from "./prepare-lines";
import { type AxisSource, runsWord, runTable } from "./quantity";
import type { Range } from "./scale";

export type ParallelAxis = Axis & { id: string; title: string };
export type ParallelRun = {
  id: string;
  /** In data coordinates, words by their place; null where the run has none. */
  values: readonly (number | null)[];
  /** Shares of each axis from its low end; null is a gap. */
  places: readonly (number | null)[];
  /** Share of the colour's range; null where the run lacks it. */
  shade: number | null;
  /** Within every brush. */
  inside: boolean;
};
export type Parallel = {
  axes: readonly ParallelAxis[];
  runs: readonly ParallelRun[];
  inside: number;
  /** What the shade stands for; null where that is not a number. */
  color: { label: string; range: Range } | null;
  summary: string;
  footer: readonly string[];
  table: (name: (run: string) => string) => Table;
};

/** Every run as a line across axes of params and metrics, each over its own range; shaded by one of them. */
export function prepareParallel(
  runs: readonly string[],
  sources: readonly AxisSource[],
  color: AxisSource,
): Parallel {
  const columns = sources.map((source) => columnOf(runs, source));
  const axes = columns.map((column, i): ParallelAxis => {
    const axis = makeAxis(column, { ticks: 4 });
    return { ...axis, id: sources[i]?.id ?? column.label, title: axisTitle(axis) };
  });
  const shades = columnOf(runs, color);
  const range = extent(shades.numbers);
  const prepared = runs.map((id, index): ParallelRun => {
    const values = columns.map(({ numbers }) => numbers[index] ?? null);
    const places = axes.map((axis, i) => place(axis, values[i] ?? null));
    const number = shades.numeric ? (shades.numbers[index] ?? null) : null;
    return { id, values, places, shade: shareOf(number, range), inside: true };
  });
  const broken = prepared.filter(({ places }) => places.includes(null)).length;
  const whole = {
    axes,
    runs: prepared,
    inside: prepared.length,
    color: shades.numeric ? { label: shades.label, range } : null,
    summary: "",
    footer: [
      "each axis from its lowest to its highest value",
      ...(broken > 0
        ? [
            `${broken} of ${runsWord(runs.length)} ${broken === 1 ? "lacks" : "lack"} a value: a gap in the line`,
          ]
        : []),
    ],
    table: (name: (run: string) => string) => runTable(runs, sources, name),
  };
  return withBrushes(whole, {});
}

const shareOf = (value: number | null, [from, to]: Range) =>
  value === null ? null : to > from ? (value - from) / (to - from) : 0.5;

/** A run's line through axes that stand at `xs`; broken where a value is missing, a dash where it stands alone. */
export function parallelPath(
  places: readonly (number | null)[],
  xs: readonly number[],
  [top, bottom]: readonly [number, number],
): string {
  let path = "";
  places.forEach((at, index) => {
    if (at === null) return;
    const joined = (places[index - 1] ?? null) !== null;
    const alone = !joined && (places[index + 1] ?? null) === null;
    const x = Math.round(xs[index] ?? 0);
    const y = Math.round((bottom - at * (bottom - top)) * 10) / 10;
    path += `${joined ? "L" : "M"}${x} ${y}${alone ? "m-4 0h8" : ""}`;
  });
  return path;
}
