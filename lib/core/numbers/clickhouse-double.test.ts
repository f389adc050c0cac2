import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doubleCell, readDouble } from "./clickhouse-double";

describe("doubles of ClickHouse", () => {
  it("are read back as they were printed", () =>
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(readDouble(doubleCell(value).replaceAll('"', ""))).toBe(value);
      }),
    ));

  it("have its names", () => {
    expect(["nan", "-nan", "inf", "-inf"].map(readDouble)).toEqual([
      Number.NaN,
      Number.NaN,
      Infinity,
      -Infinity,
    ]);
    expect([Number.NaN, Infinity, -Infinity, -0, 1e21].map(doubleCell)).toEqual([
      '"nan"',
      '"inf"',
      '"-inf"',
      "-0",
      "1e+21",
    ]);
  });

  it.each(["", " ", "NULL", "1,5"])("are not %j", (cell) =>
    expect(() => readDouble(cell)).toThrow(RangeError),
  );
});
