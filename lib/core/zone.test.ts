import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeTicks } from "./charts/ticks";
import { momentIn, zoneFigures, zoneOffset } from "./zone";

const hour = 3_600_000;
const day = 24 * hour;
const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland");
const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2035, 0) });

describe("a zone's clock", () => {
  it("follows daylight saving", () => {
    expect(zoneOffset(Date.UTC(2026, 2, 29, 0, 59), "Europe/Berlin")).toBe(hour);
    expect(zoneOffset(Date.UTC(2026, 2, 29, 1), "Europe/Berlin")).toBe(2 * hour);
    expect(zoneFigures(Date.UTC(2026, 9, 24, 22), "Europe/Berlin")).toMatchObject({ day: 25, hour: 0 });
  });
  it("shows at the moment of a clock's time that time, but in the hour left out", () =>
    fc.assert(
      fc.property(moments, zones, (at, zone) => {
        const clock = at + zoneOffset(at, zone);
        const back = momentIn(clock, zone);
        expect(back + zoneOffset(back, zone)).toBe(clock);
      }),
    ));
});

describe("ticks of time", () => {
  it.each([
    ["spring", Date.UTC(2026, 2, 27, 23), 23],
    ["autumn", Date.UTC(2026, 9, 23, 22), 25],
  ])("stand at the zone's midnights across a change in %s", (_, from, hours) => {
    const ticks = timeTicks([from, from + 4 * day], 5, "Europe/Berlin");
    expect(ticks.slice(0, 4).map((tick) => zoneFigures(tick, "Europe/Berlin").hour)).toEqual([0, 0, 0, 0]);
    expect((ticks[2] ?? 0) - (ticks[1] ?? 0)).toBe(hours * hour);
  });
  it("are whole hours of a zone that is half an hour off", () =>
    expect(
      timeTicks([0, 6 * hour], 6, "Asia/Kolkata").map((tick) => zoneFigures(tick, "Asia/Kolkata").minute),
    ).toEqual([0, 0, 0, 0, 0, 0]));
  it("rise, and stay few and inside the range", () =>
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 3 * 365 * day }), zones, (from, span, zone) => {
        const ticks = timeTicks([from, from + span], 6, zone);
        expect(ticks.length).toBeLessThanOrEqual(9);
        ticks.forEach((tick, i) => {
          expect(tick >= from - span * 1e-6 && tick <= from + span * (1 + 1e-6)).toBe(true);
          if (i > 0) expect(tick).toBeGreaterThan(ticks[i - 1] ?? 0);
        });
      }),
    ));
});
