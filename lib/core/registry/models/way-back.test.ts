import { expect, it } from "vitest";
import { wayBack } from "./way-back";

const entries = (...versions: (number | string)[]) =>
  versions.map((one) => ({
    version: Number(String(one).replace("back ", "")),
    rollback: String(one).startsWith("back"),
  }));

it.each([
  ["nothing was there", [], null, []],
  ["the first one", [1], 1, []],
  ["two", [1, 2], 2, [1]],
  ["after a rollback, what was taken back is no way back", [2, 4, 5, "back 4"], 4, [2]],
  ["two rollbacks one after the other", [1, 2, 3, "back 2", "back 1"], 1, []],
  ["a version that came in again by a request stands on top once", [1, 2, 1], 1, [2]],
  ["Production is empty: the last one is the nearest", [1, 2], null, [1, 2]],
  ["past a version that came in by a bypass after a rollback", [1, 2, "back 1", 3], 3, [1]],
])("%s", (_, given, current, expected) => {
  expect(wayBack(entries(...given), current)).toEqual(expected);
});
