import { expect, it } from "vitest";
import { makeLate } from "./late";

it("gives the parts once they have come, and asks for them once", async () => {
  let asked = 0;
  const late = makeLate(async () => ++asked);
  expect(late.get()).toBeUndefined();
  await Promise.all([late.begin(), late.begin()]);
  expect([late.get(), asked]).toEqual([1, 1]);
});

it("ends a try that failed, and the next one loads again", async () => {
  let tries = 0;
  const late = makeLate(async () => {
    tries++;
    if (tries === 1) throw new Error("ChunkLoadError");
    return "parts";
  });
  await late.begin();
  expect(late.get()).toBeUndefined();
  await late.begin();
  expect(late.get()).toBe("parts");
});
