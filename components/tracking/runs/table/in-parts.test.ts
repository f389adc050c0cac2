import { expect, it } from "vitest";
import { inParts, mostAtOnce } from "./in-parts";

const ids = (count: number) => Array.from({ length: count }, (_, index) => `run${index}`);

it("sends every run once, a thousand at a time, and says how far it is", async () => {
  const runs = ids(2500);
  const parts: (readonly string[])[] = [];
  const said: (string | null)[] = [];
  await inParts(
    runs,
    async (part) => parts.push(part),
    (words) => said.push(words),
  );
  expect(parts.map(({ length }) => length)).toEqual([1000, 1000, 500]);
  expect(parts.flat()).toEqual(runs);
  expect(said).toEqual(["0 of 2500 runs done", "1000 of 2500 runs done", "2000 of 2500 runs done", null]);
});

it("has nothing to say of one part", async () => {
  const said: (string | null)[] = [];
  await inParts(
    ids(mostAtOnce),
    async () => null,
    (words) => said.push(words),
  );
  expect(said).toEqual([null]);
});

it("says how many were done where a later part fails, and sends no more", async () => {
  const failAt = (failing: number) => {
    let part = 0;
    return inParts(
      ids(3000),
      async () => {
        part++;
        if (part >= failing) throw new Error(`Part ${part}.`);
      },
      () => undefined,
    );
  };
  await expect(failAt(1)).rejects.toThrow(/^Part 1\.$/);
  await expect(failAt(2)).rejects.toThrow("1000 of 3000 runs done, the others not: Part 2.");
});
