import { expect, it } from "vitest";
import { choiceIn, choose, noChoice } from "./choice";

it("takes runs in and out", () => {
  const both = choose(noChoice("active"), ["a", "b"], true);
  expect([...choose(both, ["a"], false).runs]).toEqual(["b"]);
  expect([...both.runs]).toEqual(["a", "b"]);
});

it("ends where another list is looked at, for good", () => {
  const active = choose(noChoice("active"), ["a"], true);
  expect(choiceIn(active, "active")).toBe(active);
  const trash = choiceIn(active, "deleted");
  expect(trash).toEqual(noChoice("deleted"));
  expect(choiceIn(trash, "active")).toEqual(noChoice("active"));
});
