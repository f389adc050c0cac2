import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gapsOf } from "./gaps";
import { lineTable } from "./line-table";
import { nearest, prepareLines } from "./prepare-lines";
import { smooth } from "./smoothing";
import { series } from "./testing/series";
import { lineFooter, lineSummary } from "./words";

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
const plain = { smoothing: 0, log: false, band: true };

describe("prepareLines", () => {
  it("keeps every spike of the band inside the picture", () =>
    fc.assert(
      fc.property(values, fc.nat(), fc.double({ min: 1e7, max: 1e9, noNaN: true }), (last, at, spike) => {
        const max = [...last];
        max[at % max.length] = spike;
        const { y } = prepareLines(series(last, { max }), plain);
        expect(y[1]).toBeGreaterThanOrEqual(spike);
      }),
    ));

  it("draws a one-point spike in full wherever it stands", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 512 }),
        fc.nat(),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.boolean(),
        (bins, at, noise, up) => {
          const last = Array.from({ length: bins }, (_, i) => Math.sin(i));
          const min = last.map((value) => value - noise);
          const max = last.map((value) => value + noise);
          const spot = at % bins;
          (up ? max : min)[spot] = up ? 100 : -100;
          const [line] = prepareLines(series(last, { min, max, exact: false }), plain).lines;
          expect(line?.spikes).toEqual([spot]);
        },
      ),
    ));

  it("makes NaN and what is missing a gap, never zero", () => {
    const { lines } = prepareLines(series([1, "NaN", null, "Infinity", 2]), plain);
    expect(lines[0]?.y).toEqual([1, null, null, null, 2]);
  });

  it("leaves what is not positive out of a logarithmic axis, and counts it", () => {
    const { lines, y } = prepareLines(series([0, -1, 10, 100]), { ...plain, log: true });
    expect(lines[0]?.notPositive).toBe(2);
    expect(lines[0]?.y).toEqual([null, null, 10, 100]);
    expect(y[0]).toBeGreaterThan(0);
  });

  it("gives a flat line and no line a range that can be drawn", () => {
    for (const last of [[3, 3], [0], []]) {
      const { x, y } = prepareLines(series(last), plain);
      expect(x[1]).toBeGreaterThan(x[0]);
      expect(y[1]).toBeGreaterThan(y[0]);
    }
  });
});

describe("gapsOf", () => {
  it("breaks a line where it was silent", () => expect([...gapsOf([0, 2, 4, 30, 32, 34], 2)]).toEqual([3]));
  it("leaves a metric that is logged evenly, however rarely, one line", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 2, max: 100 }), (every, count) => {
        const x = Array.from({ length: count }, (_, i) => i * every);
        expect(gapsOf(x, 1).size).toBe(0);
      }),
    ));
  it("leaves steps that double, and points without bins, one line", () => {
    const doubling = Array.from({ length: 20 }, (_, i) => 2 ** i);
    expect(gapsOf(doubling, 1).size).toBe(0);
    expect(gapsOf([0, 1, 2, 100, 101], null).size).toBe(0);
  });
});

/** TensorBoard's loop, word for word: vz_line_chart2, resmoothDataset. */
function tensorBoard(data: readonly number[], weight: number): number[] {
  let last = data.length > 0 ? 0 : Number.NaN;
  let numAccum = 0;
  const isConstant = data.every((v) => v === data[0]);
  return data.map((nextVal) => {
    if (isConstant || !Number.isFinite(nextVal)) return nextVal;
    last = last * weight + (1 - weight) * nextVal;
    numAccum++;
    let debiasWeight = 1;
    if (weight !== 1) debiasWeight = 1 - weight ** numAccum;
    return last / debiasWeight;
  });
}

describe("smooth", () => {
  it("is TensorBoard's debiased average to 1e-9", () =>
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 0.999, noNaN: true }), (xs, weight) => {
        const ours = smooth(xs, weight);
        tensorBoard(xs, weight).forEach((value, i) => {
          expect(Math.abs((ours[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(
            1e-9 * Math.max(1, Math.abs(value)),
          );
        });
      }),
    ));
  it("agrees with a sum by hand", () => {
    // w = 0.6: s = 0.4·1 → /0.4 = 1; s = 0.6·0.4+0.4·2 = 1.04 → /0.64 = 1.625; s = 0.6·1.04+0.4·3 = 1.824 → /0.784
    const [a, b, c] = smooth([1, 2, 3], 0.6);
    expect(a).toBeCloseTo(1, 9);
    expect(b).toBeCloseTo(1.625, 9);
    expect(c).toBeCloseTo(1.824 / 0.784, 9);
  });
  it("stays within the values, and passes over gaps", () =>
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.999, noNaN: true }), (xs, weight) => {
        const [low, high] = [Math.min(...xs), Math.max(...xs)];
        const slack = 1e-6 * Math.max(1, Math.abs(low), Math.abs(high));
        for (const value of smooth([null, ...xs], weight))
          if (value !== null) expect(value >= low - slack && value <= high + slack).toBe(true);
      }),
    ));
});

it("nearest finds what a scan finds", () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }),
      fc.integer({ min: -1200, max: 1200 }),
      (xs, x) => {
        const sorted = xs.toSorted((a, b) => a - b);
        const best = Math.min(...sorted.map((one) => Math.abs(one - x)));
        expect(Math.abs((sorted[nearest(sorted, x)] ?? Infinity) - x)).toBe(best);
      },
    ),
  ));

describe("words", () => {
  const answer = { points: 4, bins: 500, binWidth: null, behind: 0, available: true };
  it("says who ends where, and what was left out", () => {
    const data = series([3, "NaN", 0.5, 1], { nonFiniteTotal: 1 }, [4, 2, 6, 5]);
    const lines = prepareLines(data, { ...plain, log: true });
    expect(lineSummary("loss", lines, (id) => `run-${id}`)).toBe(
      "2 runs; loss ends lowest at 1 (run-a) and highest at 5 (run-b); the lowest on the way is 0.5 (run-a).",
    );
    expect(lineFooter({ ...answer, ...data, behind: 7 }, lines)).toEqual([
      "4 points, every one shown",
      "1 value not finite, marked above the lines",
      "behind: 7 rows not yet copied",
    ]);
  });
  it("says how many runs are empty, and that bins stand for points", () => {
    const data = series([], {}, []);
    const footer = lineFooter(
      { ...answer, ...data, points: 1_200_000, binWidth: 256 },
      prepareLines(data, plain),
    );
    expect(footer).toEqual([
      "1.2M points as at most 500 bins a run, min–max; zoom for exact",
      "2 of 2 runs have no points here",
    ]);
  });
  it("writes every point and every mark into the table", () => {
    const data = series([1, "NaN"], { nonFinite: [{ x: 1, value: "NaN" }] });
    expect(lineTable(prepareLines(data, plain), (id) => id, "step").rows).toContainEqual([
      "a",
      "a",
      0,
      1,
      1,
      1,
    ]);
    expect(lineTable(prepareLines(data, plain), (id) => id, "step").rows).toContainEqual([
      "a",
      "a",
      1,
      "NaN",
      null,
      null,
    ]);
  });
});
