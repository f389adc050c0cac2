import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binShift, rounder } from "./bins";

const position = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

describe("binShift", () => {
  it("fits any range into the bins, and half the width would not", () =>
    fc.assert(
      fc.property(position, position, fc.integer({ min: 2, max: 512 }), (a, b, bins) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const shift = BigInt(binShift(from, to, bins));
        const count = (by: bigint) => (to >> by) - (from >> by) + 1n;
        expect(count(shift)).toBeLessThanOrEqual(BigInt(bins));
        if (shift > 0n) expect(count(shift - 1n)).toBeGreaterThan(BigInt(bins));
      }),
    ));

  it("is 256 for 100 000 steps in 500 bins, and one for ten", () => {
    expect(binShift(0n, 99_999n, 500)).toBe(8);
    expect(binShift(0n, 10n, 500)).toBe(0);
  });
});

describe("rounder", () => {
  it("moves a value by less than a thousandth of the range", () =>
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (low, span) => {
          const value = low + span / 3;
          expect(Math.abs(rounder(low, low + span)(value) - value)).toBeLessThanOrEqual(span / 1000);
        },
      ),
    ));

  it("prints short", () => expect(JSON.stringify(rounder(0, 1)(0.123456789))).toBe("0.1235"));
});
