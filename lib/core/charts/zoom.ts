import { binShift } from "@/lib/core/tracking/metrics/bins";
import { maxBins } from "@/lib/core/tracking/metrics/series";
import type { Range } from "./scale";

/** The width of an aligned bin with which a range fits into `bins` bins: a power of two, at least 1. */
export const binWidth = ([from, to]: Range, bins: number): number =>
  2 ** binShift(BigInt(Math.floor(from)), BigInt(Math.floor(to)), bins);

/**
 * The range to ask for after a zoom: whole steps or milliseconds, outward to a grid of aligned bins, so that nearly the
 * same drag asks for the same bins and the answer comes from a cache.
 */
export function snapRange([from, to]: Range): Range {
  const [low, high] = from <= to ? [from, to] : [to, from];
  const grid = binWidth([low, high], maxBins);
  const start = Math.floor(low / grid) * grid;
  const end = Math.ceil(high / grid) * grid;
  return end > start ? [start, end] : [start, start + grid];
}

/** Zoomed by a factor around a place that stays where it is: below 1 nearer, above 1 wider. */
export const zoomAround = ([from, to]: Range, at: number, factor: number): Range => [
  at - (at - from) * factor,
  at + (to - at) * factor,
];

/** The zoomed range kept within the widest one; null where it is all of it. */
export function clampZoom([from, to]: Range, [first, last]: Range): Range | null {
  const next: Range = [Math.max(from, first), Math.min(to, last)];
  return next[0] <= first && next[1] >= last ? null : next;
}
