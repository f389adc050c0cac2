import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AnyClause, type AnyFilter, datasetKeys, numberOps, textOps } from "./ast";
import { join, parseFilter } from "./parse-filter";
import { printFilter } from "./print-filter";
import { namesOf, runTarget } from "./targets";

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const key = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom("a", "val loss", "opt.name", "a`b", 'a"b', "a-b", "a/", "1x", "-"),
  )
  .filter((text) => !(text.includes("`") && /["\\]/.test(text)));
const value = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("'", '"', "`", "\\", "%", "a", " ") }),
);
const keyed = fc.constantFrom("metric", "param", "tag");
const clause: fc.Arbitrary<AnyClause> = fc.oneof(
  fc.record({
    kind: fc.constant("number"),
    entity: fc.constantFrom("metric", "param"),
    key,
    op: fc.constantFrom(...numberOps),
    value: number,
  }),
  fc.record({
    kind: fc.constant("text"),
    entity: fc.constantFrom("param", "tag"),
    key,
    op: fc.constantFrom(...textOps),
    value,
  }),
  fc.record({
    kind: fc.constant("in"),
    entity: fc.constant("dataset"),
    key: fc.constantFrom(...datasetKeys),
    negated: fc.boolean(),
    values: fc.array(value, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("text"),
    entity: fc.constant("attribute"),
    key: fc.constantFrom(...namesOf(runTarget.texts)),
    op: fc.constantFrom(...textOps),
    value,
  }),
  fc.record({
    kind: fc.constant("number"),
    entity: fc.constant("attribute"),
    key: fc.constantFrom(...namesOf(runTarget.numbers)),
    op: fc.constantFrom(...numberOps),
    value: number,
  }),
  fc.record({ kind: fc.constant("null"), entity: keyed, key, negated: fc.boolean() }),
);
const { filter } = fc.letrec<{ filter: AnyFilter; group: AnyFilter }>((tie) => ({
  filter: fc.oneof({ maxDepth: 4 }, clause, tie("group")),
  group: fc.oneof(
    fc
      .tuple(fc.constantFrom("and", "or"), fc.array(tie("filter"), { minLength: 2, maxLength: 3 }))
      .map(([kind, items]) => join(kind, items)),
    tie("filter").map((item): AnyFilter => ({ kind: "not", item })),
  ),
}));

describe("printFilter", () => {
  it("reads back as the same filter", () =>
    fc.assert(
      fc.property(filter, (tree) => {
        const text = printFilter(tree);
        fc.pre(text.length < 8000 && (text.match(/ (AND|OR) /g) ?? []).length < 49);
        expect(parseFilter(runTarget, text)).toEqual(tree);
      }),
      { numRuns: 500 },
    ));

  it.each([
    ["", ""],
    [
      "metric.a>1 and(param.x='y' or not tag.z is null)",
      "metrics.a > 1 AND (params.x = 'y' OR NOT tags.z IS NULL)",
    ],
    ['params.`val loss` = "it\'s"', 'params.`val loss` = "it\'s"'],
    ["attributes.Created > 5", "start_time > 5"],
    ["run_id in ('a',)", "run_id IN ('a')"],
    ["not (tags.a = '1' and tags.b = '2')", "NOT (tags.a = '1' AND tags.b = '2')"],
  ])("%s", (text, printed) => expect(printFilter(parseFilter(runTarget, text))).toBe(printed));

  it("says when a key has no text", () =>
    expect(() => printFilter({ kind: "null", entity: "tag", key: 'a`"', negated: false })).toThrow(
      RangeError,
    ));
});
