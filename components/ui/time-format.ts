import { zoneFigures } from "@/lib/core/zone";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const units = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
] as const;
const dayMs = 86_400_000;

/** A moment's figures in a zone. Words are put together here: locale data differ between server and browser. */
function figures(at: number, zone: string) {
  const { year, month, day, hour, minute, second } = zoneFigures(at, zone);
  const clock = `${two(hour)}:${two(minute)}`;
  return {
    day: `${day} ${months[month - 1] ?? ""}`,
    year: String(year),
    minute: clock,
    second: `${clock}:${two(second)}`,
  };
}

const two = (n: number) => String(n).padStart(2, "0");

/** A moment (ISO text, or epoch ms as a number or its digits) in epoch ms; null where no clock can show it. */
export function momentOf(value: string | number): number | null {
  const at = typeof value === "number" || /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(new Date(at).getTime()) ? null : at;
}

/** "3 minutes ago", "in 2 hours", "yesterday", and past a month the date. Both in epoch ms. */
export function relativeTime(at: number, now: number, zone = "UTC"): string {
  let distance = (at - now) / 1000;
  if (Math.abs(distance) < 10) return "just now";
  if (Math.abs(distance) >= (30 * dayMs) / 1000) {
    const then = figures(at, zone);
    return then.year === figures(now, zone).year ? then.day : `${then.day} ${then.year}`;
  }
  for (const [unit, size] of units) {
    const count = Math.round(Math.abs(distance));
    if (count < size) return phrase(count, unit, distance < 0);
    distance /= size;
  }
  return phrase(Math.round(Math.abs(distance)), "month", distance < 0);
}

function phrase(count: number, unit: string, past: boolean): string {
  if (unit === "day" && count === 1) return past ? "yesterday" : "tomorrow";
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return past ? `${words} ago` : `in ${words}`;
}

/** The exact time with milliseconds and the name of its zone; a second line in UTC where that differs. */
export function exactTime(at: number, zone: string): string {
  const ms = String(((at % 1000) + 1000) % 1000).padStart(3, "0");
  const write = (name: string) => {
    const then = figures(at, name);
    return `${then.day} ${then.year}, ${then.second}.${ms} ${name}`;
  };
  return zone === "UTC" ? write("UTC") : `${write(zone)}\n${write("UTC")}`;
}

/** Day and minute in a zone: "21 Nov, 06:25"; with the year where it is another than this one's. */
export function shortTime(at: number, now: number, zone: string): string {
  const then = figures(at, zone);
  const year = then.year === figures(now, zone).year ? "" : ` ${then.year}`;
  return `${then.day}${year}, ${then.minute}`;
}

/** From when to when, in a zone: "10:02:11–10:02:14"; one time where both are of the same second. */
export function timeSpan(from: number, to: number, zone: string): string {
  const [first, last] = [figures(from, zone).second, figures(to, zone).second];
  return first === last ? first : `${first}–${last}`;
}

/** A span of ms in words: "420 ms", "12.3 s", "4 min 10 s", "2 h 5 min", "3 d 4 h". */
export function duration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return "–";
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const hours = Math.round(ms / 3_600_000);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
