import { expect, it } from "vitest";
import { type Entered, wayInOf, whyAsk } from "./way-in";

const at = new Date(0);
const entered = (kind: string, approved: boolean): Entered => ({ kind, approved, by: "Olga", at });

it.each([
  ["approved", entered("request", true), 1, null, false],
  ["approved, though today nobody has to", entered("request", true), 0, null, false],
  ["moved while nobody had to approve", entered("move", false), 1, "unasked", false],
  ["asked for while nobody had to approve", entered("request", false), 1, "unasked", false],
  ["moved, and nobody has to approve today", entered("move", false), 0, null, false],
  ["moved, and its files had been approved before", entered("move", true), 1, null, false],
  ["past its policy", entered("bypass", false), 1, "bypass", true],
  ["past its policy, and its files had been approved before", entered("bypass", true), 1, "bypass", false],
  ["past its policy, and nobody has to approve today", entered("bypass", false), 0, "bypass", false],
  ["of its way in nothing is known", null, 1, null, false],
])("%s", (_, way, approvals, told, asks) => {
  expect(wayInOf(way, approvals)?.how ?? null).toBe(told);
  expect(whyAsk(3, "same", way, approvals) !== null).toBe(asks);
});

it("says the files before all else", () => {
  expect(whyAsk(3, "differ", entered("bypass", false), 1)).toMatch(/^The files of version 3 have changed/);
  expect(whyAsk(3, "same", entered("bypass", false), 1)).toBe(
    "Version 3 came into Production past its policy, by Olga. Ask for it to enter Production instead.",
  );
});
