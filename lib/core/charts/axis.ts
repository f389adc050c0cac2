import type { Column } from "./columns";
import { extent } from "./prepare-lines";
import { type Range, type Scale, scaleOver, toPixel, toValue } from "./scale";
import { axisNumber, linearTicks, logTicks } from "./ticks";

/** An axis in data coordinates. Words stand at whole numbers, half a step from either end. */
export type Axis = {
  label: string;
  scale: "linear" | "log" | "category";
  range: Range;
  ticks: readonly number[];
  categories: readonly string[];
};
const mostWords = 12;
/** `log` left out: the values decide. */
type Options = { log?: boolean; air?: number; ticks?: number };

/** Positive values over more than two powers of ten, learning rates say, are read by their order of magnitude. */
export function suitsLog(numbers: readonly (number | null)[]): boolean {
  const said = numbers.filter((value) => value !== null);
  const [low, high] = extent(said);
  return said.length > 2 && low > 0 && high / low >= 100;
}

/** `air` is the share of the range left free at either end. Words have no logarithm, nor has a column without a positive number. */
export function makeAxis(column: Column, { log, air = 0, ticks = 5 }: Options = {}): Axis {
  const { label, numeric, numbers, categories } = column;
  if (!numeric) {
    const count = Math.max(1, categories.length);
    const every = Math.ceil(count / mostWords);
    const shown = categories.map((_, index) => index).filter((index) => index % every === 0);
    return { label, scale: "category", range: [-0.5, count - 0.5], ticks: shown, categories };
  }
  const positive = numbers.filter((value) => value !== null && value > 0);
  if ((log ?? suitsLog(numbers)) && positive.length > 0) {
    const [low, high] = extent(positive);
    const factor = high > low ? (high / low) ** air : 2;
    const range: Range = [low / factor, high * factor];
    return { label, scale: "log", range, ticks: logTicks(range), categories: [] };
  }
  const [low, high] = extent(numbers);
  const margin = high > low ? (high - low) * air : Math.max(0.5, Math.abs(low) / 10);
  const range: Range = [low - margin, high + margin];
  return { label, scale: "linear", range, ticks: linearTicks(range, ticks), categories: [] };
}

/** Where a value stands on its axis, as a share of its length from the low end; null where the axis has no such place. */
export function place(axis: Axis, value: number | null): number | null {
  if (value === null || (axis.scale === "log" && value <= 0)) return null;
  return toPixel(scaleOfAxis(axis, [0, 1]), value);
}

/** The value at a share of the axis. */
export const unplace = (axis: Axis, share: number): number => toValue(scaleOfAxis(axis, [0, 1]), share);

/** The scale of an axis whose ends stand at two pixels. */
export const scaleOfAxis = ({ scale, range }: Axis, ends: Range): Scale =>
  scaleOver(range, ends, scale === "log");

/** A value as the axis writes it. */
export function axisText({ scale, categories }: Axis, value: number): string {
  return scale === "category" ? (categories[Math.round(value)] ?? "") : axisNumber(value);
}

/** The axis' name, with what its distances mean. */
export const axisTitle = ({ label, scale }: Axis): string => (scale === "log" ? `${label} (log)` : label);
