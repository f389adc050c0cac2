import { expect, it } from "vitest";
import { staleBecause } from "./stale-words";

const at = (hour: number) => new Date(Date.UTC(2026, 4, 3, hour)).toISOString();
const asked = { version: 7, policyVersion: 1, gatesAt: at(2), decidedAt: at(5) };
const first = { number: 1, status: "applied", at: at(0) } as const;
const unchanged = { number: 1, changedAt: at(0), versions: [first] };
const enters = { version: 8, from: "Staging", to: "Production", at: at(5) };
const leaves = { version: 6, from: "Production", to: "Archived", at: at(5) };

it("says which move made a request stale", () => {
  expect(staleBecause(asked, [leaves, enters], unchanged)).toEqual({
    what: "Version 8 entered Production",
    at: at(5),
  });
  expect(staleBecause(asked, [leaves], unchanged)?.what).toBe("Version 6 left Production");
  const own = { version: 7, from: "Staging", to: "Archived", at: at(4) };
  expect(staleBecause(asked, [enters, own], unchanged)?.what).toBe(
    "Version 7 moved from Staging to Archived",
  );
});

it("says which policy did, since it was agreed to", () => {
  const second = { number: 2, status: "applied", at: at(1) } as const;
  expect(staleBecause(asked, [], { number: 2, changedAt: at(3), versions: [second, first] })).toEqual({
    what: "Version 2 of the policy came to hold",
    at: at(3),
  });
});

it("says nothing of what came before, after, or does not matter", () => {
  const other = { version: 9, from: "None", to: "Staging", at: at(3) };
  const early = { ...enters, at: at(1) };
  const late = { ...enters, at: at(6) };
  const rejected = { number: 2, status: "rejected", at: at(3) } as const;
  expect(staleBecause(asked, [late, other, early], { ...unchanged, versions: [rejected, first] })).toBeNull();
});
