import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readable } from "@/components/ui/number-format";

const back = (text: string) => Number(text.replaceAll(",", "").replaceAll("−", "-"));

describe("a readable number", () => {
  it.each([
    [0.8132492, "0.8132"],
    [-12.34567, "−12.35"],
    [48_000, "48,000"],
    [12_345.678, "12,350"],
    [0.000012345, "1.234e−5"],
    [0.00009999999999999999, "0.0001"],
    [1_234_567.891, "1.235e6"],
    [999_999.9, "1e6"],
    [0, "0"],
    [-0, "0"],
    [Number.MAX_VALUE, "1.798e308"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is written %s", (value, text) => {
    expect(readable(value)).toBe(text);
  });
  it("stays within half a unit of the fourth digit", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
        const off = Math.abs(back(readable(value)) - value);
        expect(off).toBeLessThanOrEqual(Math.abs(value) * 5.000001e-4);
      }),
    );
  });
});
