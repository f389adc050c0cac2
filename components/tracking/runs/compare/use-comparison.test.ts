import { expect, it } from "vitest";
import { comparedOf } from "./use-comparison";

const aRun = (id: string) => ({
  id,
  name: `name of ${id}`,
  metrics: [{ key: "loss", value: 0.5, step: 1, timestamp: 2, min: 0.5, max: 1 }],
  params: [{ key: "lr", value: "0.1", originalLength: null }],
});
const of = (ids: readonly string[]) =>
  comparedOf({ runs: ids.map(aRun), metrics: [{ key: "loss" }], params: [{ key: "lr" }] });

it("gives a run the same look wherever it stands", () => {
  const ids = ["c41d", "07ab", "9e20"];
  const [there, turned] = [of(ids), of(ids.toReversed())];
  for (const id of ids) expect(turned.looks.get(id)).toEqual(there.looks.get(id));
  expect(new Set([...there.looks.values()].map(({ color }) => color)).size).toBe(3);
});

it("knows what can stand on an axis, and nothing without data", () => {
  const { quantities, names } = of(["c41d"]);
  expect(quantities.map(({ id, of: at }) => [id, at("c41d"), at("other")])).toEqual([
    ["metrics.loss", "0.5", null],
    ["params.lr", "0.1", null],
  ]);
  expect(names.get("c41d")).toBe("name of c41d");
  expect(comparedOf(undefined).quantities).toEqual([]);
});
