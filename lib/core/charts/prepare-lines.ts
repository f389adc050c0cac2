import { gapsOf, spikesOf } from "./gaps";
import type { Threshold } from "./overlays";
import type { Range } from "./scale";
import { smooth } from "./smoothing";

/** One line in data coordinates. `y` is what is drawn; null is a gap, never zero. */
export type Line = {
  id: string;
  x: readonly number[];
  y: readonly (number | null)[];
  /** Before smoothing. */
  raw: readonly (number | null)[];
  min: readonly (number | null)[];
  max: readonly (number | null)[];
  /** Where the line starts anew: the places after a stretch of empty bins. */
  breaks: ReadonlySet<number>;
  /** Bins whose lowest or highest value stands far out of the line: they are drawn in full. */
  spikes: readonly number[];
  points: number;
  exact: boolean;
  /** Whether min and max stand apart anywhere: bins of many points, or an interval around each point. */
  banded: boolean;
  marks: readonly { x: number; value: string }[];
  nonFinite: number;
  /** Left out of a logarithmic axis. */
  notPositive: number;
};
export type Lines = { lines: readonly Line[]; x: Range; y: Range; log: boolean };
export type LineOptions = { smoothing: number; log: boolean; band: boolean };

/** Numbers that JSON cannot carry come as text: "NaN", "Infinity", whole ones above 2^53. */
type Value = number | string | null;
/** What a line is made of. `min` and `max` are a bin's extremes, or the ends of an interval around each point. */
export type Series = {
  id: string;
  points: number;
  exact: boolean;
  x: readonly (number | string)[];
  last?: readonly Value[] | undefined;
  min?: readonly Value[] | undefined;
  max?: readonly Value[] | undefined;
  nonFinite: readonly { x: number | string; value: string }[];
  nonFiniteTotal: number;
};
type Given = {
  series: readonly Series[];
  range: { from: Value; to: Value } | null;
  binWidth?: number | null;
  thresholds?: readonly Threshold[];
};

/** Lines, bands and the ranges of both axes. Everything that a renderer would have to decide is decided here. */
export function prepareLines(
  { series, range, binWidth = null, thresholds = [] }: Given,
  options: LineOptions,
): Lines {
  const lines = series.map((one) => prepareLine(one, binWidth, options));
  return {
    lines,
    x: xRange(lines, range),
    y: yRange(lines, thresholds, options),
    log: options.log,
  };
}

function prepareLine(one: Series, binWidth: number | null, { smoothing, log }: LineOptions): Line {
  const x = one.x.map(Number);
  const raw = (one.last ?? []).map(finite);
  const min = (one.min ?? []).map(finite);
  const max = (one.max ?? []).map(finite);
  const smoothed = smooth(raw, smoothing);
  return {
    id: one.id,
    x,
    raw,
    y: log ? smoothed.map((value) => (value !== null && value <= 0 ? null : value)) : smoothed,
    min,
    max,
    breaks: one.exact ? none : gapsOf(x, binWidth),
    spikes: one.exact ? [] : spikesOf(raw, min, max),
    points: one.points,
    exact: one.exact,
    banded: min.some((low, i) => low !== null && (max[i] ?? low) > low),
    marks: one.nonFinite.map((mark) => ({ x: Number(mark.x), value: mark.value })),
    nonFinite: one.nonFiniteTotal,
    notPositive: log ? raw.filter((value) => value !== null && value <= 0).length : 0,
  };
}
const none: ReadonlySet<number> = new Set();

function finite(value: Value): number | null {
  if (value === null) return null;
  const number = typeof value === "number" ? value : Number(value);
  return Number.isFinite(number) ? number : null;
}

function xRange(lines: readonly Line[], range: Given["range"]): Range {
  if (range) return wide(Number(range.from), Number(range.to));
  return wide(...extentOf(lines.map(({ x }) => x)));
}

/** With a little air above and below; a band counts, so that no spike leaves the picture, and so do thresholds. */
function yRange(lines: readonly Line[], thresholds: readonly Threshold[], { log, band }: LineOptions): Range {
  const drawn: (readonly (number | null)[])[] = lines.flatMap(({ y, min, max }) =>
    band ? [y, min, max] : [y],
  );
  drawn.push(thresholds.map(({ y }) => finite(y)));
  if (log) {
    const [low, high] = extentOf(drawn, true);
    const air = high > low ? (high / low) ** 0.04 : 2;
    return [low / air, high * air];
  }
  const [from, to] = wide(...extentOf(drawn));
  const air = (to - from) * 0.04;
  return [from - air, to + air];
}

/** The lowest and highest of some values; [0, 1] of none. */
export const extent = (values: readonly (number | null)[]): Range => extentOf([values]);

/** The same over several lists, without joining them. */
export function extentOf(lists: readonly (readonly (number | null)[])[], positive = false): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const values of lists)
    for (const value of values) {
      if (value === null || (positive && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low <= high ? [low, high] : positive ? [0.1, 1] : [0, 1];
}

/** A range of no width is drawn as one around its value. */
const wide = (from: number, to: number): Range =>
  to > from
    ? [from, to]
    : [from - Math.max(0.5, Math.abs(from) / 10), from + Math.max(0.5, Math.abs(from) / 10)];

/** The index of the entry of sorted `xs` nearest to x; −1 of none. */
export function nearest(xs: readonly number[], x: number): number {
  let [low, high] = [0, xs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? Infinity) < x) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [xs[low - 1], xs[low]];
  if (before === undefined) return after === undefined ? -1 : low;
  return after === undefined || x - before <= after - x ? low - 1 : low;
}
