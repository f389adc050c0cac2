import type { Line } from "./prepare-lines";
import { type Range, type Scale, toPixel } from "./scale";

/** Paths are written in whole tenths of a pixel: five times faster than decimals, which is most of a redraw of 50 lines. */
export const tenths = 10;

const whole = (scale: Scale, value: number) => Math.round(toPixel(scale, value) * tenths);

/** A path through the points, broken at gaps; a point between two gaps becomes a dot of no length. */
export function linePath({ x, y, breaks }: Pick<Line, "x" | "y" | "breaks">, toX: Scale, toY: Scale): string {
  let path = "";
  let pen = false;
  let [lastX, lastY] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const value = y[i] ?? null;
    const at = x[i];
    if (value === null || at === undefined) {
      pen = false;
      continue;
    }
    if (breaks.has(i)) pen = false;
    const [px, py] = [whole(toX, at), whole(toY, value)];
    path += pen ? `l${px - lastX} ${py - lastY}` : `M${px} ${py}`;
    if (!pen && ((y[i + 1] ?? null) === null || breaks.has(i + 1))) path += "h0";
    [lastX, lastY] = [px, py];
    pen = true;
  }
  return path;
}

/** The lone points of a line's path, to be drawn as dots: a piece of no length shows nothing by itself. */
export const dotPath = (path: string): string => path.match(/M-?\d+ -?\d+h0/g)?.join("") ?? "";

/** The band from min to max of each bin as one closed path a stretch. */
export function bandPath(
  { x, min, max, breaks }: Pick<Line, "x" | "min" | "max" | "breaks">,
  toX: Scale,
  toY: Scale,
): string {
  let path = "";
  let start = 0;
  const known = (i: number) => (min[i] ?? null) !== null && (max[i] ?? null) !== null;
  while (start < x.length) {
    let end = start;
    while (end < x.length && known(end) && (end === start || !breaks.has(end))) end++;
    if (end > start + 1) path += stretch(x, min, max, [start, end], toX, toY);
    start = end > start ? end : start + 1;
  }
  return path;
}

type Column = readonly (number | null)[];
function stretch(
  x: readonly number[],
  min: Column,
  max: Column,
  [start, end]: Range,
  toX: Scale,
  toY: Scale,
): string {
  let [lastX, lastY] = [whole(toX, x[start] ?? 0), whole(toY, max[start] ?? 0)];
  let path = `M${lastX} ${lastY}`;
  const draw = (i: number, side: Column) => {
    const [px, py] = [whole(toX, x[i] ?? 0), whole(toY, side[i] ?? 0)];
    path += `l${px - lastX} ${py - lastY}`;
    [lastX, lastY] = [px, py];
  };
  for (let i = start + 1; i < end; i++) draw(i, max);
  for (let i = end - 1; i >= start; i--) draw(i, min);
  return `${path}z`;
}

/** A whisker from the lowest to the highest value of each bin that stands out. */
export function spikePath(
  { x, min, max, spikes }: Pick<Line, "x" | "min" | "max" | "spikes">,
  toX: Scale,
  toY: Scale,
): string {
  return spikes
    .map((i) => `M${whole(toX, x[i] ?? 0)} ${whole(toY, min[i] ?? 0)}V${whole(toY, max[i] ?? 0)}`)
    .join("");
}
