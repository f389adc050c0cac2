import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandPath, dotPath, linePath, spikePath, tenths } from "./paths";
import { scaleOver, toPixel } from "./scale";

const same = scaleOver([0, 100], [0, 100]);
const none = new Set<number>();

/** Where a path's pen comes to, in pixels; null for a lifted pen. */
function trace(path: string): ([number, number] | null)[] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([Ml])(-?\d+) (-?\d+)/g)].flatMap(([, command, a, b]) => {
    const move = command === "M";
    [x, y] = move ? [Number(a), Number(b)] : [x + Number(a), y + Number(b)];
    const place: [number, number] = [x / tenths, y / tenths];
    return move ? [null, place] : [place];
  });
}

describe("scaleOver", () => {
  it("puts the ends of a range where they belong, linear and logarithmic", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 1.001, max: 1e6, noNaN: true }),
        fc.boolean(),
        (from, times, log) => {
          const scale = scaleOver([from, from * times], [300, 10], log);
          expect(toPixel(scale, from)).toBeCloseTo(300, 4);
          expect(toPixel(scale, from * times)).toBeCloseTo(10, 4);
        },
      ),
    ));
  it("puts what has no logarithm at the low end", () =>
    expect(toPixel(scaleOver([1, 100], [300, 10], true), -5)).toBe(300));
});

describe("linePath", () => {
  it("goes through every point to within a twentieth of a pixel, and never drifts", () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2 }), (y) => {
        const x = y.map((_, i) => i * 0.333);
        const places = trace(linePath({ x, y, breaks: none }, same, same)).filter((place) => place !== null);
        expect(places).toHaveLength(y.length);
        places.forEach(([px, py], i) => {
          expect(Math.abs(px - (x[i] ?? 0))).toBeLessThanOrEqual(0.051);
          expect(Math.abs(py - (y[i] ?? 0))).toBeLessThanOrEqual(0.051);
        });
      }),
    ));
  it("lifts the pen at gaps and breaks, and leaves a dot of a point alone", () => {
    expect(linePath({ x: [0, 1, 2], y: [1, null, 2], breaks: none }, same, same)).toBe("M0 10h0M20 20h0");
    expect(dotPath("M0 10h0M20 20l10 0M-5 -7h0")).toBe("M0 10h0M-5 -7h0");
    expect(linePath({ x: [0, 1, 2, 3], y: [1, 1, 2, 2], breaks: new Set([2]) }, same, same)).toBe(
      "M0 10l10 0M20 20l10 0",
    );
  });
});

it("a band is one closed path a stretch, and a spike a whisker over its whole bin", () => {
  const line = { x: [0, 1, 2, 3, 4], min: [0, 0, null, 0, 0], max: [1, 1, null, 1, 9] };
  const path = bandPath({ ...line, breaks: none }, same, same);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path.match(/z/g)).toHaveLength(2);
  expect(bandPath({ ...line, breaks: new Set([1]) }, same, same).match(/M/g)).toHaveLength(1);
  expect(spikePath({ ...line, spikes: [4] }, same, same)).toBe("M40 0V90");
});
