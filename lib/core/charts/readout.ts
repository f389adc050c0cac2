import { type Line, type Lines, nearest } from "./prepare-lines";
import { scaleOver, toPixel } from "./scale";

export type Reading = { id: string; value: number; x: number };
export type Readout = {
  /** At most eight, the highest first. */
  rows: readonly Reading[];
  more: number;
  /** The x of the nearest point of any line. */
  x: number;
  /** The run whose line is nearest to the pointer; null without one. */
  nearest: string | null;
};
const most = 8;

/**
 * What the shown lines read nearest to x. Of more than eight lines those nearest to `y` (the pointer's height in data
 * coordinates), or without one the highest.
 */
export function readout(
  { lines, log, x: range, y: heights }: Lines,
  hidden: ReadonlySet<string>,
  at: number,
  y: number | null = null,
): Readout {
  let x = at;
  let distance = Infinity;
  const near = (range[1] - range[0]) / 50;
  const readings = lines.flatMap((line): Reading[] => {
    if (hidden.has(line.id) || !covers(line, at, near)) return [];
    const index = nearest(line.x, at);
    const [place, value] = [line.x[index], line.y[index]];
    if (place === undefined || value === null || value === undefined) return [];
    if (Math.abs(place - at) < distance) [distance, x] = [Math.abs(place - at), place];
    return [{ id: line.id, value, x: place }];
  });
  const scale = scaleOver(heights, [0, 1], log);
  const away = (value: number) => (y === null ? -value : Math.abs(toPixel(scale, value) - toPixel(scale, y)));
  const byDistance = readings.toSorted((a, b) => away(a.value) - away(b.value));
  const rows = byDistance.slice(0, most).toSorted((a, b) => b.value - a.value);
  return {
    rows,
    more: Math.max(0, readings.length - most),
    x,
    nearest: y === null ? null : (byDistance[0]?.id ?? null),
  };
}

/** Whether a line passes x: a run that ended earlier, or was silent there, reads nothing. */
function covers({ x, breaks }: Line, at: number, near: number): boolean {
  const index = nearest(x, at);
  const place = x[index];
  if (place === undefined) return false;
  if (Math.abs(place - at) <= near) return true;
  const after = place < at ? index + 1 : index;
  return after > 0 && after < x.length && !breaks.has(after);
}
