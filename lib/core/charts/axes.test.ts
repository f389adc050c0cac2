import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "@/lib/core/csv/print-csv";
import { axisText, makeAxis, place, unplace } from "./axis";
import { scaleColor } from "./color-scale";
import { makeColumn } from "./columns";
import { spread } from "./labels";
import { assignLooks, seriesLook } from "./series-colors";
import { axisDuration, axisNumber, lineAxes, linearTicks, logTicks, timeTicks } from "./ticks";
import { binWidth, clampZoom, snapRange, zoomAround } from "./zoom";

describe("columns and axes", () => {
  it("reads a param's text as numbers only where all of it is", () => {
    expect(makeColumn("lr", ["0.1", "1e-3", null, "NaN"]).numbers).toEqual([0.1, 0.001, null, null]);
    const words = makeColumn("layers", ["10", "auto", "9", ""]);
    expect(words.categories).toEqual(["9", "10", "auto"]);
    expect(words.numbers).toEqual([1, 2, 0, null]);
  });
  it("chooses a logarithm for learning rates and not for accuracies, and obeys who knows better", () => {
    const rates = makeColumn("lr", ["0.0001", "0.01", "0.1"]);
    expect(makeAxis(rates).scale).toBe("log");
    expect(makeAxis(rates, { log: false }).scale).toBe("linear");
    expect(makeAxis(makeColumn("auc", ["0.6", "0.7", "0.8"])).scale).toBe("linear");
    expect(makeAxis(makeColumn("x", ["-1", "-2"]), { log: true }).scale).toBe("linear");
  });
  it("places and unplaces agree, inside the axis", () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 2 }),
        fc.boolean(),
        (numbers, log) => {
          const axis = makeAxis(makeColumn("m", numbers), { log, air: 0.05 });
          for (const value of numbers) {
            const share = place(axis, value) ?? Number.NaN;
            expect(share).toBeGreaterThanOrEqual(-1e-9);
            expect(share).toBeLessThanOrEqual(1 + 1e-9);
            expect(unplace(axis, share) / value).toBeCloseTo(1, 4);
          }
        },
      ),
    ));
  it("writes words as words", () => {
    const axis = makeAxis(makeColumn("opt", ["sgd", "adam"]));
    expect(axis.ticks.map((tick) => axisText(axis, tick))).toEqual(["adam", "sgd"]);
  });
});

describe("ticks", () => {
  it("are round, in order and inside", () => {
    expect(linearTicks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(logTicks([0.005, 200])).toEqual([0.01, 0.1, 1, 10, 100]);
    expect(logTicks([2, 6])).toEqual([2, 5]);
    expect(timeTicks([0, 3_600_000], 6, "UTC")).toEqual([0, 900_000, 1_800_000, 2_700_000, 3_600_000]);
  });
  it("stay few on any range", () =>
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e12, noNaN: true }),
        (from, span) => {
          const ticks = linearTicks([from, from + span], 6);
          expect(ticks.length).toBeLessThanOrEqual(8);
          for (const tick of ticks)
            expect(tick >= from - span * 1e-6 && tick <= from + span * (1 + 1e-6)).toBe(true);
        },
      ),
    ));
  it("are fewer on a narrow chart", () => {
    const count = (width: number) =>
      lineAxes({ lines: [], x: [0, 100], y: [0, 1], log: false }, "step", [width, 260], "UTC").xTicks.length;
    expect(count(320)).toBeLessThan(count(900));
  });
  it("are short words", () => {
    expect(["0.00001", "0.5", "12000", "1200000"].map(Number).map(axisNumber)).toEqual([
      "1.0e-5",
      "0.5",
      "12k",
      "1.2M",
    ]);
    expect([500, 90_000, 3_900_000].map(axisDuration)).toEqual(["500 ms", "90 s", "65:00 min"]);
  });
});

describe("looks", () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{8}$/), { minLength: 1, maxLength: 40 });
  it("belong to the run whatever the order, and the first eight differ in colour", () =>
    fc.assert(
      fc.property(ids, (runs) => {
        const looks = assignLooks(runs);
        const turned = assignLooks(runs.toReversed());
        for (const run of runs) expect(turned.get(run)).toEqual(looks.get(run));
        expect(new Set([...looks.values()].map((look) => `${look.color} ${look.dash}`)).size).toBe(
          runs.length,
        );
        if (runs.length <= 8) expect([...looks.values()].every(({ dash }) => dash === undefined)).toBe(true);
      }),
    ));
  it("are eight colours, then dashes", () => {
    expect(seriesLook(0)).toEqual({ color: "var(--series-1)", dash: undefined });
    expect(seriesLook(8)).toEqual({ color: "var(--series-1)", dash: "6 3" });
    expect(seriesLook(17)).toEqual({ color: "var(--series-2)", dash: "2 3" });
  });
  it("shades run from one end to the other", () => {
    expect(scaleColor(0)).not.toBe(scaleColor(1));
    expect(scaleColor(-1)).toBe(scaleColor(0));
    expect(scaleColor(7)).toBe(scaleColor(1));
  });
});

describe("zoom", () => {
  // Eighths: halves of the smallest double are no ranges.
  const eighth = (n: number) => n / 8;
  const ranges = fc.tuple(
    fc.integer({ min: -(2 ** 50), max: 2 ** 50 }).map(eighth),
    fc.integer({ min: 0, max: 2 ** 33 }).map(eighth),
  );
  it("asks for whole, aligned bins around what was dragged, and for the same again", () =>
    fc.assert(
      fc.property(ranges, ([from, span]) => {
        const snapped = snapRange([from, from + span]);
        expect(snapped.every(Number.isInteger)).toBe(true);
        expect(snapped[0]).toBeLessThanOrEqual(from);
        expect(snapped[1]).toBeGreaterThanOrEqual(from + span);
        expect(snapped[1] - snapped[0]).toBeLessThanOrEqual(span * 1.02 + 2);
      }),
    ));
  it("uses widths that are powers of two and fit", () => {
    expect(binWidth([0, 99_999], 500)).toBe(256);
    expect(binWidth([0, 10], 500)).toBe(1);
  });
  it("keeps the place under the pointer, and stops at everything", () => {
    expect(zoomAround([0, 100], 25, 0.5)).toEqual([12.5, 62.5]);
    expect(clampZoom([-50, 60], [0, 100])).toEqual([0, 60]);
    expect(clampZoom([-50, 160], [0, 100])).toBeNull();
  });
});

it("labels keep their order and their distance", () =>
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 8 }), (ys) => {
      const labels = spread(
        ys.map((y, i) => ({ id: String(i), text: "", y })),
        [0, 110],
        13,
      );
      labels.forEach(({ y }, i) => {
        const before = labels[i - 1];
        if (before) expect(y - before.y).toBeGreaterThanOrEqual(13 - 1e-9);
        expect(y).toBeLessThanOrEqual(110);
        expect(y).toBeGreaterThanOrEqual(0);
      });
    }),
  ));

it("no cell of a CSV is a formula", () =>
  expect(toCsv({ columns: ["a"], rows: [["=1+1"], [" -x"], ["fine"], [-3]] })).toBe(
    'a\r\n"\'=1+1"\r\n"\' -x"\r\nfine\r\n-3',
  ));
