import { expect, it } from "vitest";
import { bytesVerdicts, bytesWords, compareBytes, leadsBack } from "./bytes";

it.each([
  ["as they came in and went out", "a", "a", "a", "same"],
  ["it stands there still", "a", null, "a", "same"],
  ["changed since it left", "a", "a", "b", "differ"],
  ["changed while it stood there", "a", "b", "b", "differ"],
  ["changed while it stood there, and changed back", "a", "b", "a", "differ"],
  ["moved under our eyes from elsewhere", "elsewhere", "elsewhere", "a", "differ"],
  ["recorded before digests were kept", null, null, "a", "unknown"],
  ["of its way in nothing is known", null, "a", "a", "unknown"],
  ["elsewhere all along", "elsewhere", "elsewhere", "elsewhere", "elsewhere"],
  ["elsewhere, recorded before digests were kept", null, null, "elsewhere", "elsewhere"],
])("%s", (_, entered, left, now, expected) => {
  expect(compareBytes({ entered, left }, now)).toBe(expected);
});

it("leads back to what stood there, and to nothing that nobody can compare", () => {
  expect(bytesVerdicts.filter(leadsBack)).toEqual(["same"]);
  expect(bytesWords(3, "same")).toBeNull();
  expect(bytesWords(3, "differ")).toMatch(/version 3 have changed/);
});
