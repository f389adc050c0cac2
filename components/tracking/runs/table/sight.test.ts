import { expect, it } from "vitest";
import { runsPageSize } from "@/components/tracking/runs/queries";
import { look, type Sight, sightOf } from "./sight";

const top: Sight = { order: "by loss", inSight: [0], seen: new Set([0]) };

const pageOf = (row: number) => Math.floor(row / runsPageSize);

/** Scrolled down to a row, thirty in sight at a time. */
const scrolled = (to: number) => {
  let sight = top;
  for (let row = 0; row <= to; row += 30) sight = look(sight, top.order, pageOf(row), pageOf(row + 30));
  return sight;
};

it("asks for the pages in sight alone, and remembers those that were", () => {
  const deep = scrolled(2_000);
  expect(deep.inSight).toEqual([0, 19, 20]);
  expect(deep.seen.size).toBe(21);
});

it("asks for one page after another sort, however deep the table was read", () => {
  const sorted = sightOf(scrolled(5_000), "by name");
  expect(sorted.inSight).toEqual([0]);
  expect([...sorted.seen]).toEqual([0]);
});

it("stays the same where no other page comes in sight", () => {
  const sight = look(top, top.order, 3, 3);
  expect(look(sight, top.order, 3, 3)).toBe(sight);
});
