import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clauses, withoutClause } from "./clauses";
import { complete } from "./complete";
import { runTarget, versionTarget } from "./targets";

const words = { metrics: ["acc", "val loss"], params: ["lr"], tags: ["mlflow.user"] };
/** The text with each suggestion put in its place; | is the cursor. */
const offered = (marked: string) => {
  const cursor = marked.indexOf("|");
  const text = marked.replace("|", "");
  return complete(runTarget, text, cursor, words).map(
    ({ insert, start, end }) => text.slice(0, start) + insert + text.slice(end),
  );
};

describe("complete", () => {
  it.each([
    ["metr|", ["metrics.acc", "metrics.`val loss`"]],
    ["va|", ["metrics.`val loss`"]],
    ["metrics.v|", ["metrics.`val loss`"]],
    ["acc|", ["metrics.acc"]],
    ["mlflow|", ["tags.mlflow.user"]],
    ["stat| = 'x'", ["status = 'x'"]],
    [
      "metrics.acc |",
      [">", ">=", "=", "!=", "<", "<=", "IS NULL", "IS NOT NULL"].map((op) => `metrics.acc ${op}`),
    ],
    ["tags.x L|", ["tags.x LIKE", "tags.x ILIKE", "tags.x IS NULL", "tags.x IS NOT NULL"]],
    ["status = |", ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"].map((s) => `status = '${s}'`)],
    ["status = 'fi|", ["status = 'FINISHED'"]],
    ["status IN ('FAILED', 'fi|", ["status IN ('FAILED', 'FINISHED'"]],
    ["metrics.acc > 1 |", ["metrics.acc > 1 AND", "metrics.acc > 1 OR"]],
    ["metrics.acc > 1 a|", ["metrics.acc > 1 AND"]],
    ["metrics.acc > 1 AND (NOT lr|", ["metrics.acc > 1 AND (NOT params.lr"]],
    ["metrics.acc IS NOT |", ["metrics.acc IS NOT NULL"]],
    ["tags.x NOT |", ["tags.x NOT IN"]],
    ["metrics.acc > |", []],
  ])("%s", (marked, expected) => expect(offered(marked)).toEqual(expected));

  it("offers stages for versions", () =>
    expect(complete(versionTarget, "stage = ", 8, {}).map(({ insert }) => insert)).toContain("'Production'"));

  it("takes a cursor outside the text as its nearest end", () => {
    expect(complete(runTarget, "acc", -1, words)).toEqual(complete(runTarget, "acc", 0, words));
    expect(complete(runTarget, "acc", 99, words)).toEqual(complete(runTarget, "acc", 3, words));
  });

  it("never throws, and stays inside the text", () =>
    fc.assert(
      fc.property(fc.string(), fc.nat(30), (text, cursor) => {
        for (const { start, end } of complete(runTarget, text, cursor, words)) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    ));
});

describe("clauses", () => {
  it("are what the outermost AND joins", () => {
    const text = "AND metrics.a > 1 and (tags.b = 'x AND y' OR tags.c = 'z')  AND NOT status = 'FAILED' AND";
    const found = clauses(runTarget, text);
    expect(found.map((clause) => clause.text)).toEqual([
      "metrics.a > 1",
      "(tags.b = 'x AND y' OR tags.c = 'z')",
      "NOT status = 'FAILED'",
    ]);
    for (const { start, end, text: part } of found) expect(text.slice(start, end)).toBe(part);
    expect(withoutClause(found, 1)).toBe("metrics.a > 1 AND NOT status = 'FAILED'");
  });
  it("are one where OR is outermost, and none of nothing", () => {
    expect(
      clauses(runTarget, " tags.a = 'x' OR tags.b = 'y' AND tags.c = 'z' ").map(({ text }) => text),
    ).toEqual(["tags.a = 'x' OR tags.b = 'y' AND tags.c = 'z'"]);
    expect(clauses(runTarget, " ")).toEqual([]);
  });
});
