import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeToSql, matchesLike } from "./like";
import { matchesFilter, type Subject } from "./matches-filter";
import { numericText } from "./numeric-text";
import { parseFilter } from "./parse-filter";
import { modelTarget, runTarget } from "./targets";

const run: Subject = {
  metrics: new Map([
    ["acc", 0.9],
    ["broken", Number.NaN],
    ["far", Infinity],
  ]),
  params: new Map([
    ["lr", "1e-3"],
    ["opt", "adam"],
  ]),
  tags: new Map([["team", "Vision"]]),
  attributes: new Map<string, string | number | null>([
    ["status", "FINISHED"],
    ["start_time", 10],
    ["end_time", null],
  ]),
  datasets: [
    { name: "d", digest: "1", context: "train" },
    { name: "e", digest: "2", context: "eval" },
  ],
};
const matches = (text: string) => matchesFilter(parseFilter(runTarget, text), run);

describe("what a filter means", () => {
  it.each([
    ["", true],
    ["metrics.acc > 0.8 AND params.opt = 'adam'", true],
    ["metrics.none != 1", false], // a run without the key matches no comparison
    ["params.none != 'x'", false],
    ["params.none NOT IN ('x')", false],
    ["NOT params.none = 'x'", true],
    ["params.none IS NULL AND metrics.none IS NULL", true],
    ["metrics.acc IS NOT NULL", true],
    ["metrics.broken = 0 OR metrics.broken < 1 OR metrics.broken >= 0", false],
    ["metrics.broken != 0", true],
    ["metrics.far > 1e308", true],
    ["params.lr = 0.001", true],
    ["params.lr = '0.001'", false],
    ["params.opt > 0 OR params.opt != 5", false], // not a number, so no number compares with it
    ["status = 'finished'", false],
    ["tags.team LIKE 'vis%'", false],
    ["tags.team ILIKE 'vis%'", true],
    ["end_time IS NULL", true],
    ["datasets.name = 'd' AND datasets.context = 'eval'", true], // by two of its datasets, as MLflow
    ["datasets.name IN ('x')", false],
  ])("%s → %s", (text, expected) => expect(matches(text)).toBe(expected));

  it("MLflow's prompt tag alone matches what lacks it by !=", () => {
    const text = "tag.`mlflow.prompt.is_prompt` != 'true'";
    const filter = parseFilter(modelTarget, text);
    expect(matchesFilter(filter, { tags: new Map() })).toBe(true);
    expect(matchesFilter(filter, { tags: new Map([["mlflow.prompt.is_prompt", "true"]]) })).toBe(false);
  });

  it("an alias matches when one of several does", () =>
    expect(
      matchesFilter(
        { kind: "text", entity: "attribute", key: "alias", op: "=", value: "b" },
        { attributes: new Map([["alias", ["a", "b"]]]) },
      ),
    ).toBe(true));
});

describe("LIKE", () => {
  it("agrees with its regular expression", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "B", "%", "_", "\\", ".", "é", "😀") }),
        fc.string({ unit: fc.constantFrom("a", "b", "B", "%", "\\", ".", "é", "😀") }),
        (pattern, text) => {
          const source = Array.from(pattern, (sign) =>
            sign === "%" ? "[^]*" : sign === "_" ? "[^]" : sign.replace(/[\\.]/g, "\\$&"),
          ).join("");
          expect(matchesLike(pattern, text, false)).toBe(new RegExp(`^${source}$`, "u").test(text));
        },
      ),
      { numRuns: 1000 },
    ));
  it("does not hang (D3, D4)", () => {
    const started = performance.now();
    expect(matchesLike(`${"%a".repeat(1000)}b`, "a".repeat(50_000), false)).toBe(false);
    expect(matchesLike("(a+)+$", "a".repeat(50_000), true)).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
  it("escapes the stores' backslash and shortens runs of %", () =>
    expect(likeToSql("a\\%%%_")).toBe("a\\\\%_"));
});

describe("numeric texts", () => {
  it("takes every number that Python prints, and nothing that overflows", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        fc.pre(value === 0 || (Math.abs(value) < 1e299 && Math.abs(value) > 1e-298));
        expect(numericText(String(value))).toBe(value + 0);
      }),
    );
    for (const text of [
      "",
      "1e400",
      "1e999",
      "nan",
      "inf",
      "0x10",
      "1_000",
      " 1",
      "1 ",
      "True",
      "9".repeat(400),
    ])
      expect(numericText(text)).toBeNull();
  });
});
