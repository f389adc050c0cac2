import { expect, it } from "vitest";
import { broughtInBy, type Vouching } from "./vouching";

const act = (byId: string, userId: string, day: number, word: Vouching["act"] = "invited"): Vouching => ({
  ...{ userId, byId, act: word },
  at: new Date(Date.UTC(2026, 10, day)),
});
const whoBrought = (acts: Vouching[], userId: string) =>
  [...broughtInBy(acts, userId)].map(([id, { through }]) => (through === null ? id : `${id} by ${through}`));

it("is whoever did it with their own hands, until thirty days after the newest act", () => {
  const found = broughtInBy([act("ada", "emil", 1), act("ada", "emil", 3, "linked")], "emil");
  expect([...found]).toEqual([
    ["ada", { act: "linked", at: act("", "", 3).at, until: new Date(Date.UTC(2026, 11, 3)), through: null }],
  ]);
  expect(whoBrought([act("ada", "emil", 1)], "ada")).toEqual([]);
});

it("is whoever brought those in, step by step", () => {
  const chain = [act("ada", "quinn", 1), act("quinn", "rose", 2), act("rose", "emil", 3)];
  expect(whoBrought(chain, "emil")).toEqual(["rose", "quinn by rose", "ada by quinn"]);
});

it("does not count what somebody did before they were brought in themselves", () => {
  expect(whoBrought([act("quinn", "emil", 1), act("ada", "quinn", 5, "linked")], "emil")).toEqual(["quinn"]);
});

it("ends where people brought each other in", () => {
  const circle = [
    act("ada", "quinn", 1),
    act("quinn", "ada", 2),
    act("ada", "emil", 3),
    act("emil", "ada", 4),
  ];
  expect(whoBrought(circle, "emil")).toEqual(["ada", "quinn by ada"]);
});
