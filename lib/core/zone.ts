/** What a clock of a zone shows; month from 1, hour from 0. */
export type Figures = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};

// Making a format costs a hundred times more than using it.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

/** A moment (epoch ms) as a clock of an IANA zone shows it. */
export function zoneFigures(at: number, zone: string): Figures {
  const parts = formatOf(zone).formatToParts(at);
  const take = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  return {
    year: take("year"),
    month: take("month"),
    day: take("day"),
    hour: take("hour"),
    minute: take("minute"),
    second: take("second"),
  };
}

/** How far a zone's clock is ahead of UTC at a moment, in ms. */
export function zoneOffset(at: number, zone: string): number {
  if (zone === "UTC") return 0;
  const { year, month, day, hour, minute, second } = zoneFigures(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** The moment at which a zone's clock shows a time (its figures as if they were UTC, in ms); in the hour that a spring leaves out, the one after. */
export function momentIn(clock: number, zone: string): number {
  const first = clock - zoneOffset(clock, zone);
  return clock - zoneOffset(first, zone);
}
