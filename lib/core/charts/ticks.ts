import type { XAxis } from "@/lib/core/tracking/metrics/series";
import { momentIn, zoneFigures, zoneOffset } from "@/lib/core/zone";
import type { Lines } from "./prepare-lines";
import type { Range } from "./scale";

/** Round numbers within a range: 1, 2 or 5 times a power of ten apart, about `count` of them. */
export function linearTicks([from, to]: Range, count: number): number[] {
  const rough = (to - from) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(15)),
  );
}

/** Powers of ten within a range; where fewer than two fit, 2 and 5 times them too. */
export function logTicks([from, to]: Range): number[] {
  const powers = Array.from({ length: 660 }, (_, i) => i - 330).filter(
    (p) => 10 ** p >= from && 10 ** p <= to,
  );
  const every = Math.ceil(powers.length / 8);
  if (powers.length >= 2) return powers.filter((_, i) => i % every === 0).map((p) => 10 ** p);
  const lowest = Math.floor(Math.log10(from));
  return [lowest, lowest + 1]
    .flatMap((p) => [1, 2, 5].map((factor) => factor * 10 ** p))
    .filter((tick) => tick >= from && tick <= to);
}

const minute = 60_000;
const hour = 3_600_000;
const steps = [
  1, 5, 15, 60, 300, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000,
].map((s) => s * 1000);

/**
 * Ticks of a time axis in ms, at whole seconds, minutes, hours or days of a zone's clock: a day begins at its midnight
 * also where daylight saving made the one before shorter or longer.
 */
export function timeTicks([from, to]: Range, count: number, zone: string): number[] {
  const rough = (to - from) / Math.max(1, count);
  if (rough < 1000) return linearTicks([from, to], count);
  const step =
    steps.find((one) => one >= rough) ??
    (steps.at(-1) ?? minute) * Math.ceil(rough / (steps.at(-1) ?? minute));
  const ahead = zoneOffset(from, zone);
  // Up to an hour the clock's changes do not matter, and an hour that comes twice gets its tick twice.
  const momentOf = (clock: number) => (step <= hour ? clock - ahead : momentIn(clock, zone));
  const ticks: number[] = [];
  for (let clock = Math.ceil((from + ahead) / step) * step; ticks.length < 50; clock += step) {
    const tick = momentOf(clock);
    if (tick > to) break;
    if (tick >= from && tick > (ticks.at(-1) ?? -Infinity)) ticks.push(tick);
  }
  return ticks;
}

/** A short number for an axis: 4 significant digits, k, M and G above ten thousand. */
export function axisNumber(value: number): string {
  const size = Math.abs(value);
  for (const [unit, suffix] of [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const)
    if (size >= unit * (suffix === "k" ? 10 : 1) && size < 1e12)
      return `${Number((value / unit).toPrecision(4))}${suffix}`;
  if (size !== 0 && (size >= 1e12 || size < 1e-4)) return value.toExponential(1).replace("e+", "e");
  return String(Number(value.toPrecision(4)));
}

const two = (n: number) => String(n).padStart(2, "0");

/** ms since a run's first point, as "1 h 05", "12:30 min" … */
export function axisDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)}:${two(seconds % 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))}`;
  return `${Number((seconds / 86_400).toPrecision(3))} d`;
}

/** An epoch time in a zone, as fine as the range asks. */
export function axisTime(ms: number, [from, to]: Range, zone: string): string {
  const at = zoneFigures(ms, zone);
  const clock = `${two(at.hour)}:${two(at.minute)}`;
  if (to - from < 10 * minute) return `${clock}:${two(at.second)}`;
  if (to - from < 86_400_000) return clock;
  return `${at.year}-${two(at.month)}-${two(at.day)}${to - from < 604_800_000 ? ` ${clock}` : ""}`;
}

const xTickPixels = 110;
const yTickPixels = 52;

/** Ticks and words of a line chart's axes, as many as its size in pixels has room for. */
export function lineAxes(
  { x, y, log }: Lines,
  kind: XAxis,
  [width, height]: readonly [number, number],
  zone: string,
) {
  const across = Math.min(8, Math.max(2, Math.floor(width / xTickPixels)));
  const up = Math.min(6, Math.max(2, Math.floor(height / yTickPixels)));
  return {
    // Recharts wants rows; the ends are all it needs, since the lines are ours.
    data: [{ x: x[0] }, { x: x[1] }],
    xTicks: kind === "step" ? linearTicks(x, across) : timeTicks(x, across, kind === "time" ? zone : "UTC"),
    yTicks: log ? logTicks(y) : linearTicks(y, up),
    xText: (value: number) =>
      kind === "step" ? axisNumber(value) : kind === "time" ? axisTime(value, x, zone) : axisDuration(value),
  };
}
