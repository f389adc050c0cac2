import fc from "fast-check";
import { expect, it } from "vitest";
import { loopsOf } from "./loops";

it("finds loops of one, two and three, not what hangs below them", () => {
  const parents = {
    own: "own",
    a: "b",
    b: "a",
    x: "y",
    y: "z",
    z: "x",
    below: "x",
    lower: "below",
    child: "root",
  };
  expect(loopsOf(new Map(Object.entries(parents))).sort()).toEqual(["a", "b", "own", "x", "y", "z"]);
});

it("finds exactly those that meet themselves on the way up", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))),
      (pairs) => {
        const parents = new Map(pairs.map(([child, parent]) => [String(child), String(parent)]));
        const meetsItself = (start: string) => {
          let at = parents.get(start);
          for (let step = 0; step < 13 && at !== undefined; step++) {
            if (at === start) return true;
            at = parents.get(at);
          }
          return false;
        };
        expect(loopsOf(parents).sort()).toEqual([...parents.keys()].filter(meetsItself).sort());
      },
    ),
  ));

it("walks a chain of 100 000 once", () => {
  const chain = Array.from({ length: 100_000 }, (_, i): [string, string] => [`${i}`, `${i + 1}`]);
  expect(loopsOf(new Map(chain))).toEqual([]);
});
