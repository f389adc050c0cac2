import { expect, it } from "vitest";
import { collectChanges, mostAsked } from "./changes";

const ids = (count: number) => Array.from({ length: count }, (_, index) => `run${index}`);

it("asks for what changed and stands there, once", () => {
  const changes = collectChanges();
  expect(["b", "away", "b"].map((subject) => changes.hear({ kind: "run", subject }))).toEqual([
    true,
    true,
    true,
  ]);
  expect(changes.hear({ kind: "model", subject: "a" })).toBe(false);
  expect(changes.take(["a", "b", "b"])).toEqual({ everything: false, runs: ["b"], more: false });
  expect(changes.take(["a", "b", "away"])).toEqual({ everything: false, runs: [], more: false });
});

it("keeps what one question cannot hold for the next", () => {
  const changes = collectChanges();
  const shown = ids(2 * mostAsked + 50);
  for (const subject of shown) changes.hear({ kind: "run", subject });
  const asked = [1, 2, 3].map(() => changes.take(shown));
  expect(asked.map(({ runs, more }) => [runs.length, more])).toEqual([
    [mostAsked, true],
    [mostAsked, true],
    [50, false],
  ]);
  expect(asked.flatMap(({ runs }) => runs)).toEqual(shown);
});

it("asks everything again where something was missed", () => {
  const changes = collectChanges();
  changes.hear({ kind: "run", subject: "a" });
  expect(changes.hear({ kind: "missed", subject: "" })).toBe(true);
  expect(changes.take(["a"])).toEqual({ everything: true, runs: [], more: false });
  expect(changes.take(["a"])).toEqual({ everything: false, runs: [], more: false });
});

it("asks again for what was asked in vain", () => {
  const changes = collectChanges();
  changes.putBack(["a"]);
  expect(changes.take(["a"]).runs).toEqual(["a"]);
});
