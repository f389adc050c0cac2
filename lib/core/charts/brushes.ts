import { type Axis, unplace } from "./axis";
import { extent } from "./prepare-lines";
import type { Parallel } from "./prepare-parallel";
import { runsWord } from "./quantity";
import type { Range } from "./scale";
import { axisNumber } from "./ticks";

/** The kept stretch of each axis in data coordinates (words by their place), by the axis' id. */
export type Brushes = { readonly [id: string]: Range };

/** Which runs lie in every brush, and the sentence of them. A run without a value lies outside a brush on that axis. */
export function withBrushes(parallel: Parallel, brushes: Brushes): Parallel {
  const chosen = parallel.axes.map(({ id }) => brushes[id]);
  const runs = parallel.runs.map((run) => ({
    ...run,
    inside: chosen.every((brush, i) => within(brush, run.values[i] ?? null)),
  }));
  const next = { ...parallel, runs, inside: runs.filter(({ inside }) => inside).length };
  return { ...next, summary: say(next) };
}

const within = (brush: Range | undefined, value: number | null) =>
  brush === undefined || (value !== null && value >= brush[0] && value <= brush[1]);

function say({ axes, runs, inside, color }: Parallel): string {
  const all = runsWord(runs.length);
  const start = inside === runs.length ? all : `${inside} of ${all} within the chosen ranges`;
  const shades = runs.filter((run) => run.inside && run.shade !== null).map(({ shade }) => shade);
  if (color === null || shades.length === 0) return `${start} across ${axes.length} axes.`;
  const at = (share: number) => axisNumber(color.range[0] + share * (color.range[1] - color.range[0]));
  const [low, high] = extent(shades);
  return `${start} across ${axes.length} axes; ${color.label} from ${at(low)} to ${at(high)}.`;
}

/** The brushes after one of an axis' ends moved to a share of it. The ends never cross; a brush over everything is none. */
export function moveBrush(brushes: Brushes, axis: Axis & { id: string }, end: 0 | 1, share: number): Brushes {
  const value = unplace(axis, share);
  const [from, to] = brushes[axis.id] ?? axis.range;
  return setBrush(brushes, axis, end === 0 ? [Math.min(value, to), to] : [from, Math.max(value, from)]);
}

/** The brushes with that of one axis replaced; over words it takes each whole or not at all. */
export function setBrush(brushes: Brushes, axis: Axis & { id: string }, brush: Range): Brushes {
  const { [axis.id]: _, ...rest } = brushes;
  const edge = (value: number) => (axis.scale === "category" ? Math.round(value + 0.5) - 0.5 : value);
  const [from, to] = [edge(brush[0]), edge(brush[1])];
  return from <= axis.range[0] && to >= axis.range[1] ? rest : { ...rest, [axis.id]: [from, to] };
}

/** The order of the axes with one moved by some places; it stops at either end. */
export function moveAxis(order: readonly string[], id: string, by: number): string[] {
  const from = order.indexOf(id);
  if (from < 0) return [...order];
  const rest = order.filter((one) => one !== id);
  return rest.toSpliced(Math.min(rest.length, Math.max(0, from + by)), 0, id);
}

/** An end of a brush in words. */
export const brushText = (axis: Axis, value: number): string =>
  axis.scale === "category"
    ? (axis.categories[Math.min(axis.categories.length - 1, Math.max(0, Math.round(value)))] ?? "")
    : axisNumber(value);
