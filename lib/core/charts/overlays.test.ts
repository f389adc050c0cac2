import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeMoments, placeThresholds } from "./overlays";
import { bandPath } from "./paths";
import { prepareLines } from "./prepare-lines";
import { scaleOver, toPixel, toValue } from "./scale";
import { series } from "./testing/series";

const options = { smoothing: 0, log: false, band: true };

it("a scale's inverse gives back what it placed, linear and logarithmic", () =>
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.double({ min: 1.01, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      (from, times, share, log) => {
        const scale = scaleOver([from, from * times], [300, 10], log);
        const value = from + share * (from * times - from);
        expect(Math.abs(toValue(scale, toPixel(scale, value)) - value)).toBeLessThanOrEqual(
          1e-6 * from * times,
        );
      },
    ),
  ));

describe("overlays", () => {
  const up = scaleOver([0, 1], [110, 10]);
  it("a threshold is always within the picture of its lines", () => {
    const { y } = prepareLines({ ...series([0.1, 0.2]), thresholds: [{ y: 5, label: "limit" }] }, options);
    expect(y[1]).toBeGreaterThan(5);
  });
  it("thresholds too near each other keep their lines, and one its words", () => {
    const given = [0.5, 0.51, 2].map((y) => ({ y, label: "limit" }));
    expect(placeThresholds(given, up, [10, 110]).map(({ label }) => label)).toEqual(["limit", ""]);
  });
  it("moments outside the plot are left out, and words that would run into the next", () => {
    const given = [90, 50, 52, -1].map((x) => ({ x, label: "v4 → Production" }));
    const placed = placeMoments(given, scaleOver([0, 100], [0, 1000]), [0, 1000]);
    expect(placed.map(({ at, label }) => [at, label])).toEqual([
      [500, ""],
      [520, "v4 → Production"],
      [900, ""],
    ]);
  });
  it("an interval around exact points is a band, points alone are none", () => {
    const [line] = prepareLines(series([1, 2], { min: [0, 1], max: [2, 3] }), options).lines;
    expect(line?.exact && line.banded).toBe(true);
    expect(line && bandPath(line, up, up)).not.toBe("");
    expect(prepareLines(series([1, 2]), options).lines[0]?.banded).toBe(false);
  });
});
