import { expect, test } from "vitest";
import { openSeal } from "./seal";

test("a sealed secret opens with its key and for its owner only", () => {
  const seal = openSeal("a".repeat(32));
  const secret = Buffer.from("secret");
  const closed = seal.close(secret, "one");
  expect(Buffer.from(closed).includes(secret)).toBe(false);
  expect(Buffer.from(seal.open(closed, "one"))).toEqual(secret);
  expect(seal.close(secret, "one")).not.toEqual(closed);
  expect(() => seal.open(closed, "two")).toThrow();
  expect(() => openSeal("b".repeat(32)).open(closed, "one")).toThrow();
  for (let index = 0; index < closed.length; index++) {
    const changed = Uint8Array.from(closed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => seal.open(changed, "one")).toThrow();
  }
});
