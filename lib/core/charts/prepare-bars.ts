import type { Table } from "@/lib/core/csv/print-csv";
import { columnOf } from "./columns";
import { extent } from "./prepare-lines";
import { type AxisSource, leftOut, runsWord, runTable } from "./quantity";
import type { Range } from "./scale";
import { axisNumber, linearTicks } from "./ticks";

export type Bar = { id: string; name: string; value: number };
export type Bars = {
  label: string;
  bars: readonly Bar[];
  /** Zero is always in it: a bar's length is its value. */
  range: Range;
  ticks: readonly number[];
  summary: string;
  footer: readonly string[];
  table: Table;
};
/** More than the compared runs at once. */
const most = 100;

/** A bar a run with a finite number, from zero, the largest first. A bar of no length is a zero; who has no value has no bar. */
export function prepareBars(
  runs: readonly string[],
  source: AxisSource,
  name: (run: string) => string,
): Bars {
  const { label, numeric, numbers } = columnOf(runs, source);
  const bars = runs
    .flatMap((id, index): Bar[] => {
      const value = numeric ? (numbers[index] ?? null) : null;
      return value === null ? [] : [{ id, name: name(id), value }];
    })
    .toSorted((a, b) => b.value - a.value);
  const [low, high] = extent(bars.map(({ value }) => value));
  const range: Range = [Math.min(0, low), Math.max(0, high)];
  if (range[0] === range[1]) range[1] = 1;
  return {
    label,
    bars: bars.slice(0, most),
    range,
    ticks: linearTicks(range, 4),
    summary: say(bars, label),
    footer: [
      bars.length > most ? `the ${most} largest of ${runsWord(bars.length)}` : "largest first, from zero",
      ...leftOut(runs.length, bars.length, `number of ${label}`),
    ],
    table: runTable(runs, [source], name),
  };
}

function say(bars: readonly Bar[], label: string): string {
  const [high, low] = [bars[0], bars.at(-1)];
  if (!low || !high) return `No run has a number of ${label}.`;
  if (bars.length === 1) return `1 run; ${label} is ${axisNumber(low.value)}.`;
  return `${runsWord(bars.length)}; ${label} is highest at ${axisNumber(high.value)} (${high.name}) and lowest at ${axisNumber(low.value)} (${low.name}).`;
}
