import { expect, it } from "vitest";
import { pairOf } from "./view";

const none = { from: null, to: null };
const at = (number: number, stage: "None" | "Production" = "None") => ({ number, stage });

it("compares the newest with Production, else with the one before, unless the URL says otherwise", () => {
  expect(pairOf(none, [])).toBeNull();
  expect(pairOf(none, [at(1)])).toEqual({ from: null, to: 1 });
  expect(pairOf(none, [at(3), at(2), at(1)])).toEqual({ from: 2, to: 3 });
  expect(pairOf(none, [at(3), at(2), at(1, "Production")])).toEqual({ from: 1, to: 3 });
  expect(pairOf({ from: null, to: 1 }, [at(2), at(1, "Production")])).toEqual({ from: null, to: 1 });
  expect(pairOf({ from: 3, to: 2 }, [at(3), at(2), at(1)])).toEqual({ from: 3, to: 2 });
});
