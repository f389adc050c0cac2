import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnyFilter } from "./ast";
import { FilterError } from "./filter-error";
import { filterLimits, parseFilter } from "./parse-filter";
import { experimentTarget, loggedModelTarget, modelTarget, runTarget, versionTarget } from "./targets";

const runs = (text: string): AnyFilter => parseFilter(runTarget, text);
const metric = (op: string, value: number, key = "a") => ({
  kind: "number",
  entity: "metric",
  key,
  op,
  value,
});
const text = (entity: string, key: string, op: string, value: string) => ({
  kind: "text",
  entity,
  key,
  op,
  value,
});
const both = (...items: unknown[]) => ({ kind: "and", items });

function refusal(read: () => unknown): FilterError {
  try {
    read();
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe("what MLflow accepts means the same", () => {
  it.each<[string, unknown]>([
    [
      "metrics.`val loss` < 0.5 and params.\"opt.name\" = 'adam'",
      both(metric("<", 0.5, "val loss"), text("param", "opt.name", "=", "adam")),
    ],
    ["metrics.a>1", metric(">", 1)],
    ["metrics.a > -1", metric(">", -1)],
    ["metrics.a > 1e-3", metric(">", 0.001)],
    ["params.a.b.c = 'x'", text("param", "a.b.c", "=", "x")],
    ["tags.mlflow.parentRunId = 'x'", text("tag", "mlflow.parentRunId", "=", "x")],
    ["tags.a != \"x\" AnD tags.b like 'q'", both(text("tag", "a", "!=", "x"), text("tag", "b", "LIKE", "q"))],
    ['status = "FINISHED"', text("attribute", "status", "=", "FINISHED")],
    ["attributes.status != 'FAILED'", text("attribute", "status", "!=", "FAILED")],
    ["status = 'running'", text("attribute", "status", "=", "running")],
    [
      "run_id IN ('a','b')",
      { kind: "in", entity: "attribute", key: "run_id", negated: false, values: ["a", "b"] },
    ],
    ["run_id IN ('a',)", { kind: "in", entity: "attribute", key: "run_id", negated: false, values: ["a"] }],
    [
      "attributes.run_id NOT IN ('a')",
      { kind: "in", entity: "attribute", key: "run_id", negated: true, values: ["a"] },
    ],
    ["params.x = ''", text("param", "x", "=", "")],
    ['params.x = "it\'s"', text("param", "x", "=", "it's")],
    ["params.x = 'it''s'", text("param", "x", "=", "it''s")],
    ["params.x = 'it\\'s'", text("param", "x", "=", "it\\'s")],
    ["params.x = 'C:\\'", text("param", "x", "=", "C:\\")],
    [
      "datasets.name = 'd' and dataset.context = 'train'",
      both(text("dataset", "name", "=", "d"), text("dataset", "context", "=", "train")),
    ],
    [
      "datasets.name IN ('a','b')",
      { kind: "in", entity: "dataset", key: "name", negated: false, values: ["a", "b"] },
    ],
    ["params.x IS NOT NULL", { kind: "null", entity: "param", key: "x", negated: true }],
    ["metrics.a > 1 AND", metric(">", 1)],
    ["AND metrics.a > 1", metric(">", 1)],
    ["metrics.a > 1 AND AND metrics.a < 2", both(metric(">", 1), metric("<", 2))],
    ["start_time > 1.5", { kind: "number", entity: "attribute", key: "start_time", op: ">", value: 1.5 }],
    ["Created > 5", { kind: "number", entity: "attribute", key: "start_time", op: ">", value: 5 }],
    ["`Run name` = 'x'", text("attribute", "run_name", "=", "x")],
    ["attr.`run name` ILIKE 'x%'", text("attribute", "run_name", "ILIKE", "x%")],
    ["run.user_id = 'ada'", text("attribute", "user_id", "=", "ada")],
    [
      "parameter.x = '1' and parameters.y = '2'",
      both(text("param", "x", "=", "1"), text("param", "y", "=", "2")),
    ],
    ["", both()],
    ["  \n ", both()],
  ])("%s", (filter, tree) => expect(runs(filter)).toEqual(tree));

  it("a missing filter is everything", () => expect(parseFilter(runTarget, undefined)).toEqual(both()));
});

describe("what MLflow refuses and ours accepts, a superset", () => {
  it.each<[string, unknown]>([
    ["params.lr = 0.1", { kind: "number", entity: "param", key: "lr", op: "=", value: 0.1 }],
    ["params.lr > 0.1", { kind: "number", entity: "param", key: "lr", op: ">", value: 0.1 }],
    ["metrics.x IS NULL", { kind: "null", entity: "metric", key: "x", negated: false }],
    ["end_time IS NULL", { kind: "null", entity: "attribute", key: "end_time", negated: false }],
    ["attributes.run_name IS NULL", { kind: "null", entity: "attribute", key: "run_name", negated: false }],
    [
      "status IN ('FINISHED')",
      { kind: "in", entity: "attribute", key: "status", negated: false, values: ["FINISHED"] },
    ],
    ["tags.x IN ('a')", { kind: "in", entity: "tag", key: "x", negated: false, values: ["a"] }],
    ["params.x NOT IN ('a')", { kind: "in", entity: "param", key: "x", negated: true, values: ["a"] }],
    [
      "tags.a = 'x' OR tags.b = 'y'",
      { kind: "or", items: [text("tag", "a", "=", "x"), text("tag", "b", "=", "y")] },
    ],
    ["(tags.a = 'x')", text("tag", "a", "=", "x")],
    ["not metrics.a > 1", { kind: "not", item: metric(">", 1) }],
    ["tags.x = E'a\\'b\"c\\\\'", text("tag", "x", "=", "a'b\"c\\")],
    [
      "metrics.a > 1 AND (metrics.a < 2 OR metrics.a = 3) AND (metrics.a != 4 AND metrics.a < 9)",
      both(
        metric(">", 1),
        { kind: "or", items: [metric("<", 2), metric("=", 3)] },
        metric("!=", 4),
        metric("<", 9),
      ),
    ],
    ["metrics.train/loss > 1", metric(">", 1, "train/loss")],
    ["metrics.val-loss > 1", metric(">", 1, "val-loss")],
  ])("%s", (filter, tree) => expect(runs(filter)).toEqual(tree));
});

describe("what both refuse, with the word that is wrong", () => {
  it.each<[string, string, string]>([
    ["metrics.acc > '0.5'", "Expected numeric value type for metric", "'0.5'"],
    ["metrics.a = NaN", "Expected numeric value type for metric", "NaN"],
    ["metrics.a > inf", "Expected numeric value type for metric", "inf"],
    ["start_time > '5'", "Expected numeric value type for numeric attribute: start_time", "'5'"],
    ["tags.a = 1", "Expected a quoted string value for tags", "1"],
    ["tags.a = x", "Expected a quoted string value for tags", "x"],
    ["run_id IN ()", "expected a non-empty list of string values", "IN ()"],
    ["run_id IN (1)", "Expected a quoted string value for attributes", "1"],
    ["run_id IN 'a'", "A list is missing", "'a'"],
    ["metrics.a BETWEEN 1 AND 2", "Invalid clause(s) in filter string", "BETWEEN"],
    ["metrics.a", "Invalid clause(s) in filter string", "metrics.a"],
    ["metrics.a >", "The value is missing", "metrics.a >"],
    ["metrics.a > AND tags.b = 'x'", "The value is missing", "metrics.a >"],
    ["foo.bar = 'x'", "Invalid entity type 'foo'. Valid values are metrics, params, tags", "foo.bar"],
    ["METRICS.a > 1", "Invalid entity type 'METRICS'", "METRICS.a"],
    [
      "attribute.nope = 'x'",
      "Invalid attribute key 'nope' specified. Valid keys are 'run_id, run_name",
      "attribute.nope",
    ],
    ["acc > 1", "write metrics.acc or params.acc or tags.acc", "acc"],
    ["lifecycle_stage = 'deleted'", "Invalid attribute key", "lifecycle_stage"],
    ["datasets.size = 'x'", "Invalid dataset key 'size'", "datasets.size"],
    ["datasets.name IS NULL", "not for 'dataset' 'name'", "datasets.name"],
    ["foo", "Invalid clause(s) in filter string: 'foo'", "foo"],
    ["metrics.a <> 1", "Invalid comparator '<>' not one of '>, >=, =, !=, <, <='. Write !=.", "<>"],
    ["params.x REGEXP 'a'", "Invalid comparator 'REGEXP'", "REGEXP"],
    ["params.x > 'a'", "Expected numeric value type for param", "'a'"],
    ["tags.x > 'a'", "Invalid comparator '>'", ">"],
    ["metrics.a LIKE '1%'", "Invalid comparator 'LIKE'", "LIKE"],
    ["metrics.a IN (1)", "Invalid comparator 'IN'", "IN"],
    ["status < 'a'", "Invalid comparator '<'", "<"],
    ["'; DROP TABLE runs; --", "is not closed", "'; DROP TABLE runs; --"],
    ["run_id = 'a'; run_id='b'", "multiple expression", ";"],
    ["1 < metrics.a", "The name stands on the left", "1"],
    ["metrics.a > 1e400", "out of range", "1e400"],
    ["metrics.a > 1x", "Put a space after the number", "1x"],
    ["metrics. > 1", "The key is empty", "metrics."],
    ["metrics.`` > 1", "The key is empty", "metrics.``"],
    ["metrics.a > 1 metrics.b > 1", "AND or OR is missing", "metrics.b"],
    ["(metrics.a > 1", "closing parenthesis", ""],
    ["metrics.a > 1)", "AND or OR is missing", ")"],
    ["metrics.a > 1 OR", "A comparison is missing", ""],
    ["OR metrics.a > 1", "A comparison is missing before OR", "OR"],
    ["metrics.a > 1 AND OR metrics.b > 1", "A comparison is missing before OR", "OR"],
    ["status 'x'", "An operator and a value are missing", "status"],
    ["metrics.a > 1 -- all", "Invalid clause(s)", "--"],
    ["/* x */ metrics.a > 1", "Invalid clause(s)", "/*"],
    ["params.x IS 'a'", "Only NULL or NOT NULL", "'a'"],
    ["params.x NOT LIKE 'a'", "Write NOT before", "NOT LIKE"],
  ])("%s", (filter, message, word) => {
    const error = refusal(() => runs(filter));
    expect(error.message).toContain(message);
    expect(filter.slice(error.start, error.end)).toBe(word);
    expect(error.word).toBe(word);
  });
});

describe("the other targets", () => {
  it("experiments", () => {
    expect(
      parseFilter(experimentTarget, "name LIKE 'a%' AND creation_time > 5 AND tags.x IS NULL"),
    ).toMatchObject({
      items: [{ key: "name" }, { key: "creation_time" }, { key: "x" }],
    });
    expect(refusal(() => parseFilter(experimentTarget, "experiment_id = '1'")).message).toContain(
      "Invalid attribute key",
    );
    expect(refusal(() => parseFilter(experimentTarget, "metrics.a > 1")).message).toContain(
      "Invalid entity type 'metrics'. Valid values are tags, attributes.",
    );
  });
  it("models", () => {
    const prompt = "name ILIKE 'm%' AND tag.`mlflow.prompt.is_prompt` != 'true'";
    expect(parseFilter(modelTarget, prompt)).toMatchObject({
      items: [{ key: "name" }, { key: "mlflow.prompt.is_prompt" }],
    });
    expect(refusal(() => parseFilter(modelTarget, "version = '1'")).word).toBe("version");
  });
  it("versions, with stage and alias besides", () => {
    expect(
      parseFilter(versionTarget, "name='m' and version_number >= 2 and run_id IN ('a','b')"),
    ).toMatchObject({
      items: [{ key: "name" }, { key: "version_number", value: 2 }, { values: ["a", "b"] }],
    });
    expect(parseFilter(versionTarget, "stage = 'Production' OR alias = 'champion'")).toMatchObject({
      kind: "or",
      items: [{ key: "current_stage" }, { key: "alias" }],
    });
  });
  it("logged models", () =>
    expect(
      parseFilter(loggedModelTarget, "metrics.acc > 0.9 AND attributes.creation_time < 9 AND name = 'm'"),
    ).toMatchObject({ items: [{ entity: "metric" }, { key: "creation_timestamp" }, { key: "name" }] }));
});

describe("bad input (D2)", () => {
  it("refuses what compares no name", () =>
    expect(refusal(() => runs("params.a = '' OR 1=1")).word).toBe("1"));
  it("keeps hostile keys as keys", () =>
    expect(runs("params.`a' OR \"1\"=\"1` = 'x'")).toEqual(text("param", 'a\' OR "1"="1', "=", "x")));
  it("limits length, comparisons and depth", () => {
    expect(refusal(() => runs("x".repeat(100_000))).message).toContain(
      `${filterLimits.characters} characters`,
    );
    const many = (n: number) => Array.from({ length: n }, () => "metrics.a > 1").join(" AND ");
    expect(runs(many(50))).toMatchObject({ kind: "and" });
    expect(refusal(() => runs(many(51))).message).toContain("more than 50 comparisons");
    const nested = (n: number) => `${"(".repeat(n)}metrics.a > 1${")".repeat(n)}`;
    expect(runs(nested(20))).toEqual(metric(">", 1));
    expect(refusal(() => runs(nested(1000))).message).toContain("nested deeper than 20");
    expect(refusal(() => runs(`${"not ".repeat(1000)}metrics.a > 1`)).message).toContain(
      "nested deeper than 20",
    );
  });
  it("answers anything with a tree or a FilterError inside the text", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              "metrics.a",
              "params.`b c`",
              "status",
              "'",
              '"',
              "`",
              "(",
              ")",
              "AND",
              "OR",
              "NOT",
              "IN",
              "=",
              "<",
            ),
            fc.constantFrom(
              "1e3",
              "-",
              "--",
              "/*",
              ";",
              "\\",
              "IS",
              "NULL",
              "'x'",
              ",",
              "E'",
              "LIKE",
              "\u0000",
              "é",
            ),
            fc.string(),
          ),
          { maxLength: 12 },
        ),
        fc.constantFrom(" ", ""),
        (words, glue) => {
          const filter = words.join(glue);
          try {
            runs(filter);
          } catch (error) {
            if (!(error instanceof FilterError)) throw error;
            expect(error.start).toBeLessThanOrEqual(error.end);
            expect(error.end).toBeLessThanOrEqual(filter.length);
          }
        },
      ),
      { numRuns: 2000 },
    ));
});
