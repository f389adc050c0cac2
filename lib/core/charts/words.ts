import { extentOf, type Lines } from "./prepare-lines";
import { axisNumber } from "./ticks";

type Named = (id: string) => string;

/**
 * One sentence of what the lines show: where they end, and the lowest value of all. Which direction is better is not
 * known, so it says lowest and highest.
 */
export function lineSummary(metric: string, { lines }: Lines, name: Named): string {
  const ends = lines.flatMap(({ id, raw }) => {
    const value = raw.findLast((one) => one !== null);
    return typeof value === "number" ? [{ id, value }] : [];
  });
  const byEnd = ends.toSorted((a, b) => a.value - b.value);
  const [low, high] = [byEnd[0], byEnd.at(-1)];
  if (!low || !high) return `No run has a number of ${metric} here.`;
  const say = ({ id, value }: { id: string; value: number }) => `${axisNumber(value)} (${name(id)})`;
  if (ends.length === 1) {
    const [from, to] = extentOf(lines.flatMap(({ min, max, raw }) => [raw, min, max]));
    return `1 run; ${metric} ends at ${axisNumber(low.value)}, between ${axisNumber(from)} and ${axisNumber(to)} on the way.`;
  }
  const lowest = lines.map(({ id, raw, min }) => ({ id, value: least([raw, min]) }));
  const [best = low] = lowest.toSorted((a, b) => a.value - b.value);
  return `${ends.length} runs; ${metric} ends lowest at ${say(low)} and highest at ${say(high)}; the lowest on the way is ${say(best)}.`;
}

function least(lists: readonly (readonly (number | null)[])[]): number {
  let low = Infinity;
  for (const values of lists) for (const value of values) if (value !== null && value < low) low = value;
  return low;
}

type Answered = {
  points: number;
  bins: number;
  /** null where every point is shown. */
  binWidth: number | null;
  behind: number;
  available: boolean;
  series: readonly { points: number }[];
};

/** What the picture stands for and what it left out. */
export function lineFooter(answer: Answered, { lines, log }: Lines): string[] {
  const { points, bins, binWidth, behind, available, series } = answer;
  const shown =
    binWidth === null
      ? `${count(points, "point")}, every one shown`
      : `${count(points, "point")} as at most ${bins} bins a run, min–max; zoom for exact`;
  const empty = series.filter((one) => one.points === 0).length;
  const bad = lines.reduce((sum, line) => sum + line.nonFinite, 0);
  const notPositive = lines.reduce((sum, line) => sum + line.notPositive, 0);
  return [
    ...(available ? [shown] : ["The telemetry store cannot be reached: the points are kept and shown later"]),
    ...(empty > 0
      ? [`${empty} of ${count(series.length, "run")} ${empty === 1 ? "has" : "have"} no points here`]
      : []),
    ...(bad > 0 ? [`${count(bad, "value")} not finite, marked above the lines`] : []),
    ...(log && notPositive > 0
      ? [`${count(notPositive, "value")} at or below zero left out of the logarithmic axis`]
      : []),
    ...(behind > 0 ? [`behind: ${count(behind, "row")} not yet copied`] : []),
  ];
}

const count = (n: number, noun: string) =>
  `${n >= 100_000 ? axisNumber(n) : n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
