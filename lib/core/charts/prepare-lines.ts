import type { SeriesOutput } from "@/lib/core/tracking/metrics/series";
import { gapsOf, spikesOf } from "./gaps";
import { smooth } from "./smoothing";

/** One run's line in data coordinates. `y` is what is drawn; null is a gap, never zero. */
export type Line = {
  runId: string;
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
  marks: readonly { x: number; value: string }[];
  nonFinite: number;
  /** Left out of a logarithmic axis. */
  notPositive: number;
};
export type Range = [from: number, to: number];
export type Lines = { lines: readonly Line[]; x: Range; y: Range; log: boolean };
export type LineOptions = { smoothing: number; log: boolean; band: boolean };

/** The answer of the series endpoint, or what it is once it came as JSON. */
type Series = Pick<SeriesOutput, "series" | "range"> & { binWidth?: number | null };
type One = SeriesOutput["series"][number];

/** Lines, bands and the ranges of both axes. Everything that a renderer would have to decide is decided here. */
export function prepareLines({ series, range, binWidth = null }: Series, options: LineOptions): Lines {
  const lines = series.map((one) => prepareLine(one, binWidth, options));
  return {
    lines,
    x: xRange(lines, range),
    y: yRange(lines, options.log, options.band),
    log: options.log,
  };
}

function prepareLine(one: One, binWidth: number | null, { smoothing, log }: LineOptions): Line {
  const x = one.x.map(Number);
  const raw = (one.last ?? []).map(finite);
  const min = (one.min ?? []).map(finite);
  const max = (one.max ?? []).map(finite);
  const smoothed = smooth(raw, smoothing);
  return {
    runId: one.runId,
    x,
    raw,
    y: log ? smoothed.map((value) => (value !== null && value <= 0 ? null : value)) : smoothed,
    min,
    max,
    breaks: one.exact ? none : gapsOf(x, binWidth),
    spikes: one.exact ? [] : spikesOf(raw, min, max),
    points: one.points,
    exact: one.exact,
    marks: one.nonFinite.map((mark) => ({ x: Number(mark.x), value: mark.value })),
    nonFinite: one.nonFiniteTotal,
    notPositive: log ? raw.filter((value) => value !== null && value <= 0).length : 0,
  };
}
const none: ReadonlySet<number> = new Set();

/** Numbers that JSON cannot carry come as text: "NaN", "Infinity", whole ones above 2^53. */
function finite(value: number | string | null): number | null {
  if (value === null) return null;
  const number = typeof value === "number" ? value : Number(value);
  return Number.isFinite(number) ? number : null;
}

function xRange(lines: readonly Line[], range: Series["range"]): Range {
  if (range) return wide(Number(range.from), Number(range.to));
  return wide(...extentOf(lines.map(({ x }) => x)));
}

/** With a little air above and below; a band counts, so that no spike leaves the picture. */
function yRange(lines: readonly Line[], log: boolean, band: boolean): Range {
  const drawn = lines.flatMap(({ y, min, max }) => (band ? [y, min, max] : [y]));
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

function extentOf(lists: readonly (readonly (number | null)[])[], positive = false): Range {
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
