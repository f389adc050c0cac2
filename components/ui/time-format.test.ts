import { describe, expect, it } from "vitest";
import { duration, exactTime, relativeTime, shortTime, timeSpan } from "@/components/ui/time-format";

const now = Date.UTC(2026, 10, 21, 6, 25, 30, 7);
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000] as const;

describe("relative time", () => {
  it.each([
    [3 * second, "just now"],
    [12 * second, "12 seconds ago"],
    [59.7 * second, "1 minute ago"],
    [61 * minute, "1 hour ago"],
    [26 * hour, "yesterday"],
    [29 * day, "29 days ago"],
    [40 * day, "12 Oct"],
    [400 * day, "17 Oct 2025"],
    [-2 * hour, "in 2 hours"],
  ])("%d ms before now is %s", (before, words) => {
    expect(relativeTime(now - before, now)).toBe(words);
  });
});

describe("exact time", () => {
  it("names its zone and adds UTC where that differs", () => {
    expect(exactTime(now, "UTC")).toBe("21 Nov 2026, 06:25:30.007 UTC");
    expect(exactTime(now, "Asia/Kolkata")).toBe(
      "21 Nov 2026, 11:55:30.007 Asia/Kolkata\n21 Nov 2026, 06:25:30.007 UTC",
    );
  });
  it("writes midnight as 00, and a year only where it is another", () => {
    expect(shortTime(Date.UTC(2026, 10, 21), now, "UTC")).toBe("21 Nov, 00:00");
    expect(shortTime(Date.UTC(2025, 0, 1), now, "UTC")).toBe("1 Jan 2025, 00:00");
  });
});

describe("duration", () => {
  it.each([
    [0, "0 ms"],
    [999.6, "1.0 s"],
    [59_960, "1 min 0 s"],
    [3_599_600, "1 h 0 min"],
    [12_345_678, "3 h 26 min"],
    [90_000_000, "1 d 1 h"],
    [-1, "–"],
    [Number.NaN, "–"],
  ])("%d ms is %s", (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
});

it("a span of time says both ends to the second, or one where they are the same", () => {
  const from = Date.UTC(2026, 10, 28, 10, 2, 11, 400);
  expect(timeSpan(from, from + 3000, "UTC")).toBe("10:02:11–10:02:14");
  expect(timeSpan(from, from + 300, "Asia/Tokyo")).toBe("19:02:11");
});
