import type { Table } from "@/lib/core/csv/print-csv";
import { type Axis, makeAxis, place } from "./axis";
import { columnOf } from "./columns";
import { rankCorrelation } from "./correlation";
import { type AxisSource, leftOut, runsWord, runTable } from "./quantity";

export type ScatterPoint = { id: string; x: number; y: number };
export type Scatter = {
  points: readonly ScatterPoint[];
  x: Axis;
  y: Axis;
  summary: string;
  footer: readonly string[];
  table: (name: (run: string) => string) => Table;
};
type Options = { x: AxisSource; y: AxisSource; logX?: boolean; logY?: boolean };

/** A dot for each run that has both values; who is left out is counted. An axis of words has one place a word. */
export function prepareScatter(runs: readonly string[], { x, y, logX, logY }: Options): Scatter {
  const columns = { x: columnOf(runs, x), y: columnOf(runs, y) };
  const axes = { x: makeAxis(columns.x, options(logX)), y: makeAxis(columns.y, options(logY)) };
  const both = runs.flatMap((id, index): ScatterPoint[] => {
    const [atX, atY] = [columns.x.numbers[index] ?? null, columns.y.numbers[index] ?? null];
    return atX === null || atY === null ? [] : [{ id, x: atX, y: atY }];
  });
  const points = both.filter((one) => place(axes.x, one.x) !== null && place(axes.y, one.y) !== null);
  const off = both.length - points.length;
  return {
    points,
    ...axes,
    summary: say(points, axes),
    footer: [
      "one dot a run",
      ...leftOut(runs.length, both.length, `number of both ${x.label} and ${y.label}`),
      ...(off > 0 ? [`${runsWord(off)} at or below zero left out of a logarithmic axis`] : []),
    ],
    table: (name) => runTable(runs, [x, y], name),
  };
}

const options = (log: boolean | undefined) => ({ air: 0.05, ...(log === undefined ? {} : { log }) });

/** How far the two move together. Words have no order, so nothing is said of them. */
function say(points: readonly ScatterPoint[], { x, y }: { x: Axis; y: Axis }): string {
  if (points.length === 0) return `No run has both ${x.label} and ${y.label}.`;
  const ordered = x.scale !== "category" && y.scale !== "category";
  const rank = ordered ? rankCorrelation(points) : null;
  if (rank === null) return `${runsWord(points.length)} by ${x.label} and ${y.label}.`;
  const how =
    Math.abs(rank) < 0.2
      ? "hardly move together"
      : rank > 0
        ? "rise together"
        : "move in opposite directions";
  return `${runsWord(points.length)}; ${x.label} and ${y.label} ${how} (rank correlation ${rank.toFixed(2)}).`;
}

/** The index of the point nearest to a pixel, within `reach` pixels; −1 of none. */
export function nearestPoint(
  pixels: readonly (readonly [x: number, y: number])[],
  [atX, atY]: readonly [number, number],
  reach: number,
): number {
  let best = -1;
  let distance = reach * reach;
  pixels.forEach(([x, y], index) => {
    const away = (x - atX) ** 2 + (y - atY) ** 2;
    if (away <= distance) [best, distance] = [index, away];
  });
  return best;
}
