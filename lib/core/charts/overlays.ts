import { type Range, type Scale, toPixel } from "./scale";

/** A value that a line is held against, in data coordinates. */
export type Threshold = { y: number; label: string };
/** Something that happened at an x: "v4 → Production". */
export type Moment = { x: number; label: string };
/** Where a line stands across the plot, and the height or the place of its words; `label` is empty where there is no room. */
export type Placed = { id: string; at: number; label: string; title: string };

const textHeight = 12;
const characterWidth = 6.2;

/** Thresholds within the plot by their height; of two whose words would overlap only the first given is named. */
export function placeThresholds(thresholds: readonly Threshold[], scale: Scale, edges: Range): Placed[] {
  const named: number[] = [];
  return thresholds.flatMap(({ y, label }): Placed[] => {
    const at = toPixel(scale, y);
    if (!inside(scale, y, at, edges)) return [];
    const free = named.every((other) => Math.abs(other - at) >= textHeight);
    if (free) named.push(at);
    return [{ id: `${label} ${y}`, at, label: free ? label : "", title: `${label}: ${y}` }];
  });
}

/** Moments within the plot from left to right; words that would run into the next moment's, or out of the plot, are left out. */
export function placeMoments(moments: readonly Moment[], scale: Scale, edges: Range): Placed[] {
  const shown = moments
    .map(({ x, label }) => ({ x, label, at: toPixel(scale, x) }))
    .filter(({ x, at }) => inside(scale, x, at, edges))
    .toSorted((a, b) => a.at - b.at);
  return shown.map(({ x, label, at }, index): Placed => {
    const room = (shown[index + 1]?.at ?? edges[1]) - at;
    return { id: `${label} ${x}`, at, label: wide(label) <= room ? label : "", title: label };
  });
}

const wide = (label: string) => label.length * characterWidth + 8;

function inside({ log }: Scale, value: number, at: number, [from, to]: Range): boolean {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  return Number.isFinite(at) && (!log || value > 0) && at >= low - 0.5 && at <= high + 0.5;
}
