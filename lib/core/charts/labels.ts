import { nearest } from "./prepare-lines";

export type EndLabel = { id: string; text: string; y: number };

const longest = 16;
/** More than this, or a narrower chart, and a legend takes the labels' place. */
const mostLabels = 8;
const narrowest = 420;

export const labelsFit = (lines: number, width: number): boolean => lines <= mostLabels && width >= narrowest;

export const shorten = (text: string, most = longest): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** Labels at the heights of their lines' ends, moved apart by at least `gap` and kept within [top, bottom]. */
export function spread(
  labels: readonly EndLabel[],
  [top, bottom]: readonly [number, number],
  gap: number,
): EndLabel[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y);
  let least = top;
  const pushed = sorted.map((label) => {
    const y = Math.max(label.y, least);
    least = y + gap;
    return { ...label, y };
  });
  let most = bottom;
  return pushed
    .toReversed()
    .map((label) => {
      const y = Math.min(label.y, most);
      most = y - gap;
      return { ...label, y };
    })
    .toReversed();
}

/** The last value that a line draws, and where. */
export function endOf(x: readonly number[], y: readonly (number | null)[]): { x: number; y: number } | null {
  const index = y.findLastIndex((value) => value !== null);
  const [at, value] = [x[index], y[index]];
  return at === undefined || value === null || value === undefined ? null : { x: at, y: value };
}

/** What a line reads at x: the nearest point's value, or null at a gap. */
export const valueAt = (
  { x, y }: { x: readonly number[]; y: readonly (number | null)[] },
  at: number,
): number | null => y[nearest(x, at)] ?? null;
