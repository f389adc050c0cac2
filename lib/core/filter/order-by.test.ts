import { describe, expect, it } from "vitest";
import { FilterError } from "./filter-error";
import { parseOrderBy, parseOrderField } from "./order-by";
import { experimentTarget, loggedModelTarget, modelTarget, runTarget, versionTarget } from "./targets";

const shown = (orders: { entity: string; key: string; descending: boolean }[]) =>
  orders.map(({ entity, key, descending }) => `${entity} ${key}${descending ? " desc" : ""}`).join(", ");

describe("order_by", () => {
  it.each([
    [["metrics.acc DESC"], "metric acc desc, attribute start_time desc, attribute run_id"],
    [["params.lr", "tags.`my tag` asc"], "param lr, tag my tag, attribute start_time desc, attribute run_id"],
    [["attributes.start_time"], "attribute start_time, attribute run_id"],
    [["Created desc", "run_id"], "attribute start_time desc, attribute run_id"],
    [["`Run Name`"], "attribute run_name, attribute start_time desc, attribute run_id"],
    [["metrics.desc"], "metric desc, attribute start_time desc, attribute run_id"],
    [[], "attribute start_time desc, attribute run_id"],
  ])("runs by %j", (entries, expected) => expect(shown(parseOrderBy(runTarget, entries))).toBe(expected));

  it("the other targets' defaults and tie-breaks", () => {
    expect(shown(parseOrderBy(experimentTarget, null))).toBe(
      "attribute creation_time desc, attribute experiment_id",
    );
    expect(shown(parseOrderBy(experimentTarget, ["name"]))).toBe(
      "attribute name, attribute experiment_id desc",
    );
    expect(shown(parseOrderBy(modelTarget, ["timestamp DESC"]))).toBe(
      "attribute last_updated_timestamp desc, attribute name",
    );
    expect(shown(parseOrderBy(versionTarget, []))).toBe(
      "attribute last_updated_timestamp desc, attribute name, attribute version_number desc",
    );
    expect(parseOrderField(loggedModelTarget, "metrics.acc", false)).toEqual({
      entity: "metric",
      key: "acc",
      descending: true,
    });
  });

  it.each([
    ["metrics.x; DROP TABLE runs", "Only ASC or DESC", ";"],
    ["1=1--", "Could not be parsed: a name is missing", "1"],
    ["nope", "Invalid attribute key 'nope'", "nope"],
    ["metrics.a UP", "Only ASC or DESC", "UP"],
    ["metrics.a ASC NULLS LAST", "Only ASC or DESC", "NULLS"],
    ["tags.my tag", "Only ASC or DESC", "tag"],
    ["datasets.name", "Datasets cannot", "datasets.name"],
    ["foo.bar", "Invalid entity type 'foo'", "foo.bar"],
    ["metrics.`a", "Could not be parsed", "`a"],
    ["'start_time'", "Could not be parsed: a name is missing", "'start_time'"],
    ["", "Could not be parsed: a name is missing", ""],
  ])("refuses %j (D1)", (entry, message, word) => {
    const read = () => parseOrderBy(runTarget, [entry]);
    expect(read).toThrow(FilterError);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ word }));
  });

  it("refuses what stands twice, too many, and keys where there are none", () => {
    expect(() => parseOrderBy(runTarget, ["start_time", "Created DESC"])).toThrow("duplicate");
    expect(() =>
      parseOrderBy(
        runTarget,
        Array.from({ length: 200 }, (_, n) => `metrics.m${n}`),
      ),
    ).toThrow("at most 20");
    expect(() => parseOrderBy(experimentTarget, ["tags.a"])).toThrow("It can only go by name");
  });
});
