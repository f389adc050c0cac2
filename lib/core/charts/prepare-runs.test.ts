import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brushText, moveAxis, moveBrush, setBrush, withBrushes } from "./brushes";
import { rankCorrelation } from "./correlation";
import { prepareBars } from "./prepare-bars";
import { prepareLines } from "./prepare-lines";
import { parallelPath, prepareParallel } from "./prepare-parallel";
import { nearestPoint, prepareScatter } from "./prepare-scatter";
import { readout } from "./readout";
import { series } from "./testing/series";

const runs = ["a", "b", "c", "d"];
const source = (label: string, values: (string | null)[]) => ({
  id: `metrics.${label}`,
  label,
  value: (run: string) => values[runs.indexOf(run)] ?? null,
});
const loss = source("loss", ["0.4", "0.2", "NaN", "0.3"]);
const rate = source("lr", ["0.0001", "0.1", "0.01", "0"]);
const words = source("opt", ["adam", "sgd", "adam", null]);
const name = (run: string) => run.toUpperCase();

describe("prepareScatter", () => {
  it("shows who has both, and counts the others", () => {
    const { points, summary, footer, table } = prepareScatter(runs, { x: rate, y: loss });
    expect(points.map(({ id }) => id)).toEqual(["a", "b", "d"]);
    expect(summary).toBe("3 runs; lr and loss move in opposite directions (rank correlation -0.50).");
    expect(footer).toEqual(["one dot a run", "1 of 4 runs has no number of both lr and loss"]);
    expect(table(name).rows[2]).toEqual(["C", "c", "0.01", "NaN"]);
  });
  it("leaves zero out of a logarithmic axis, and says so", () =>
    expect(prepareScatter(runs, { x: rate, y: loss, logX: true }).footer.at(-1)).toBe(
      "1 run at or below zero left out of a logarithmic axis",
    ));
  it("says nothing about the order of words", () =>
    expect(prepareScatter(runs, { x: words, y: loss }).summary).toBe("2 runs by opt and loss."));
  it("finds the dot under the pointer, and none far from it", () => {
    expect(
      nearestPoint(
        [
          [0, 0],
          [10, 10],
        ],
        [9, 9],
        5,
      ),
    ).toBe(1);
    expect(
      nearestPoint(
        [
          [0, 0],
          [10, 10],
        ],
        [50, 50],
        5,
      ),
    ).toBe(-1);
  });
});

describe("rankCorrelation", () => {
  const numbers = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3 });
  it("is 1 for anything that only rises, and −1 turned", () =>
    fc.assert(
      fc.property(numbers, (xs) => {
        expect(rankCorrelation(xs.map((x) => ({ x, y: Math.atan(x / 100) })))).toBeCloseTo(1, 9);
        expect(rankCorrelation(xs.map((x) => ({ x, y: -x })))).toBeCloseTo(-1, 9);
      }),
    ));
  it("is nothing of what never changes", () =>
    expect(rankCorrelation([1, 2, 3].map((x) => ({ x, y: 5 })))).toBeNull());
});

describe("prepareBars", () => {
  it("starts at zero, largest first, and who has no number has no bar", () => {
    const { bars, range, summary, footer } = prepareBars(runs, loss, name);
    expect(bars.map(({ name: called }) => called)).toEqual(["A", "D", "B"]);
    expect(range).toEqual([0, 0.4]);
    expect(summary).toBe("3 runs; loss is highest at 0.4 (A) and lowest at 0.2 (B).");
    expect(footer).toEqual(["largest first, from zero", "1 of 4 runs has no number of loss"]);
  });
  it("has words for nothing at all", () => {
    expect(prepareBars(runs, words, name).summary).toBe("No run has a number of opt.");
    expect(prepareBars(["b"], source("z", ["0", "0"]), name).range).toEqual([0, 1]);
  });
});

describe("prepareParallel", () => {
  const parallel = prepareParallel(runs, [rate, words, loss], loss);
  it("keeps gaps as gaps and says how many", () => {
    expect(parallel.runs[2]?.places[2]).toBeNull();
    expect(parallel.footer.at(-1)).toBe("2 of 4 runs lack a value: a gap in the line");
    expect(parallel.summary).toBe("4 runs across 3 axes; loss from 0.2 to 0.4.");
  });
  it("brushes by values; who has none is outside", () => {
    const { runs: brushed, inside, summary } = withBrushes(parallel, { "metrics.loss": [0.25, 0.5] });
    expect(brushed.map((run) => run.inside)).toEqual([true, false, false, true]);
    expect(inside).toBe(2);
    expect(summary).toBe("2 of 4 runs within the chosen ranges across 3 axes; loss from 0.3 to 0.4.");
  });
  it("moves the ends of a brush without letting them cross, and a brush over everything is none", () => {
    const axis = parallel.axes[2];
    if (!axis) throw new Error("three axes");
    const upper = moveBrush({}, axis, 0, 0.5);
    expect(upper[axis.id]?.[0]).toBeCloseTo(0.3, 9);
    expect(moveBrush(upper, axis, 1, 0.1)[axis.id]?.[1]).toBeCloseTo(0.3, 9);
    expect(moveBrush(upper, axis, 0, 0)).toEqual({});
    const words = parallel.axes[1];
    if (!words) throw new Error("three axes");
    expect(brushText(words, 0.8)).toBe("sgd");
    expect(setBrush({}, words, [0.3, 1.2])).toEqual({ "metrics.opt": [0.5, 1.5] });
  });
  it("moves axes, and none is lost", () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.nat(), fc.integer(), (order, at, by) => {
        const id = order[at % order.length] ?? "";
        expect(moveAxis(order, id, by).toSorted()).toEqual(order.toSorted());
      }),
    ));
  it("draws a dash where a value stands alone", () =>
    expect(parallelPath([null, 0.5, null, 1, 0], [0, 10, 20, 30, 40], [0, 100])).toBe(
      "M10 50m-4 0h8M30 0L40 100",
    ));
});

describe("readout", () => {
  const lines = prepareLines(series([1, 2, 3], {}, [9, 8, 7]), { smoothing: 0, log: false, band: true });
  it("reads the nearest points, the highest first, and knows which line the pointer touches", () => {
    const { rows, x, nearest } = readout(lines, new Set(), 1.2, 2.5);
    expect(rows.map(({ value }) => value)).toEqual([8, 2]);
    expect([x, nearest]).toEqual([1, "a"]);
  });
  it("passes over hidden runs", () =>
    expect(readout(lines, new Set(["b"]), 1).rows.map(({ id }) => id)).toEqual(["a"]));
  it("reads nothing of a run that ended long before", () => {
    const [first] = series([1, 2]).series;
    const [last] = series([5], { id: "z", x: [1000] }).series;
    const both = { range: null, series: [first, last].filter((one) => one !== undefined) };
    const read = readout(prepareLines(both, { smoothing: 0, log: false, band: true }), new Set(), 990);
    expect(read.rows.map(({ id }) => id)).toEqual(["z"]);
  });
  it("names eight and counts the rest", () => {
    const given = Array.from({ length: 11 }, (_, i) =>
      series([i]).series.map((each) => ({ ...each, id: String(i) })),
    ).flat();
    const read = readout(
      prepareLines({ range: null, series: given }, { smoothing: 0, log: false, band: true }),
      new Set(),
      0,
      0,
    );
    expect(read.rows.map(({ value }) => value)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
    expect(read.more).toBe(3);
  });
});
