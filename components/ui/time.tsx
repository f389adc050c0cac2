"use client";
import { useSyncExternalStore } from "react";
import { useNow } from "@/components/ui/clock";
import {
  duration,
  exactTime,
  momentOf,
  relativeTime,
  shortTime,
  timeSpan,
} from "@/components/ui/time-format";

const never = () => () => {};
const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The viewer's time zone; UTC until the page has started, as the server wrote it. */
export function useZone(): string {
  return useSyncExternalStore(never, zoneHere, () => "UTC");
}

/** A moment (as momentOf reads it): relative in words, exact with its zone on hover. `exact` shows day and minute. */
export function Time({
  value,
  exact = false,
  className,
}: {
  value: string | number;
  exact?: boolean;
  className?: string;
}) {
  const now = useNow();
  const zone = useZone();
  const at = momentOf(value);
  // What was logged may be no time in ms: nanoseconds lie beyond every date.
  if (at === null)
    return (
      <span title={String(value)} className={className}>
        –
      </span>
    );
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at, zone)} className={className}>
      {exact ? shortTime(at, now, zone) : relativeTime(at, now, zone)}
    </time>
  );
}

/** From when to when, to the second; both with their zone on hover. ISO texts. */
export function TimeSpan({ from, to }: { from: string; to: string }) {
  const zone = useZone();
  const [first, last] = [momentOf(from), momentOf(to)];
  if (first === null || last === null) return <span>–</span>;
  return (
    <span className="tabular-nums" title={`${exactTime(first, zone)}\nuntil\n${exactTime(last, zone)}`}>
      {timeSpan(first, last, zone)}
    </span>
  );
}

/** How long something took, or has taken so far while `end` is null. Times in epoch ms. */
export function Duration({ start, end }: { start: number; end: number | null }) {
  const now = useNow();
  return <span className="tabular-nums">{duration((end ?? now) - start)}</span>;
}
