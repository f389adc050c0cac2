import { expect, test } from "vitest";
import { walk } from "./walk";

// Two lanes and an empty one between; columns None, Staging, Production, Archived.
const counts = [
  [2, 0, 1, 0],
  [0, 0, 0, 0],
  [1, 1, 0, 3],
];
const at = (lane: number, column: number, row: number) => ({ lane, column, row });

test("from nowhere it begins at the first card", () => {
  expect(walk(counts, null, "next")).toEqual(at(0, 0, 0));
  expect(
    walk(
      [
        [0, 0],
        [0, 2],
      ],
      null,
      "left",
    ),
  ).toEqual(at(1, 1, 0));
  expect(walk([], null, "next")).toBeNull();
});

test("down and up go on in the same column of the next lane that has a card there", () => {
  expect(walk(counts, at(0, 0, 0), "next")).toEqual(at(0, 0, 1));
  expect(walk(counts, at(0, 0, 1), "next")).toEqual(at(2, 0, 0));
  expect(walk(counts, at(2, 0, 0), "previous")).toEqual(at(0, 0, 1));
  expect(walk(counts, at(2, 0, 0), "next")).toBeNull();
  expect(walk(counts, at(0, 0, 0), "previous")).toBeNull();
});

test("left and right skip empty columns and stay as high as there are cards", () => {
  expect(walk(counts, at(0, 0, 1), "right")).toEqual(at(0, 2, 0));
  expect(walk(counts, at(2, 3, 2), "left")).toEqual(at(2, 1, 0));
  expect(walk(counts, at(0, 2, 0), "right")).toBeNull();
});
