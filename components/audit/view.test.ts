import { expect, it } from "vitest";
import { filterNames, filtersOf, filterWords, loadAuditView } from "./view";

it("sends the filters that say something, and never which record is open", async () => {
  const view = await loadAuditView({ actor: "emil", to: "", outcome: "refused", event: "7" });
  expect(filtersOf(view)).toEqual({ actor: "emil", outcome: "refused" });
  expect(view.event).toBe(7);
});

it("takes an outcome and a record that there cannot be for none", async () => {
  const view = await loadAuditView({ outcome: "maybe", event: "first" });
  expect(filtersOf(view)).toEqual({});
  expect(view.event).toBeNull();
});

it("says each filter so that it follows 'no record'", () =>
  expect(filterNames.map((name) => filterWords(name, "x"))).toEqual([
    "by x",
    "that says x",
    "on x",
    "that was x",
    "recorded since x",
    "recorded until x",
  ]));
