import fc from "fast-check";
import { expect, it } from "vitest";
import { apart, broughtInBy, tiesOf, type Vouching, whomBrought } from "./vouching";

const act = (byId: string, userId: string, day: number, word: Vouching["act"] = "invited"): Vouching => ({
  ...{ userId, byId, act: word },
  at: new Date(Date.UTC(2026, 10, day)),
});
const whoBrought = (acts: Vouching[], userId: string) =>
  [...broughtInBy(acts, userId)].map(([id, { through }]) => (through === null ? id : `${id} by ${through}`));

it("is whoever did it with their own hands, until thirty days after the newest act", () => {
  const found = broughtInBy([act("ada", "emil", 1), act("ada", "emil", 3, "linked")], "emil");
  expect([...found]).toEqual([
    [
      "ada",
      {
        ...{ byId: "ada", userId: "emil", act: "linked", through: null },
        ...{ at: act("", "", 3).at, until: new Date(Date.UTC(2026, 11, 3)) },
      },
    ],
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

it("is the same from the other end: whom one brought in are those who were brought in by them", () => {
  const people = ["ada", "emil", "quinn", "rose", "sam"];
  const acts = fc
    .array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...people)), { maxLength: 14 })
    .map((pairs) => pairs.flatMap(([by, of], index) => (by === of ? [] : [act(by, of, index + 1)])));
  fc.assert(
    fc.property(acts, (list) => {
      for (const by of people)
        for (const of of people) expect(whomBrought(list, by).get(of)).toEqual(broughtInBy(list, of).get(by));
    }),
  );
});

it("ties both, by the act that counts longer where each brought in the other", () => {
  const acts = [act("ada", "emil", 1), act("emil", "ada", 4, "promoted"), act("quinn", "rose", 2)];
  for (const one of ["ada", "emil"])
    expect([...tiesOf(acts, one).values()]).toMatchObject([{ byId: "emil", userId: "ada", act: "promoted" }]);
  expect([...tiesOf(acts, "quinn").keys()]).toEqual(["rose"]);
  expect([...tiesOf(acts, "rose").keys()]).toEqual(["quinn"]);
});

it("tells who surely are different people", () => {
  const acts = [act("ada", "emil", 1), act("ada", "quinn", 2), act("rose", "sam", 3)];
  expect(apart(acts, ["emil", "quinn"])).toEqual([["emil"], ["quinn"]]);
  expect(apart(acts, ["emil", "quinn", "ada"])).toEqual([["emil", "quinn", "ada"]]);
  expect(apart(acts, ["ada", "rose", "sam", "emil"])).toEqual([
    ["rose", "sam"],
    ["ada", "emil"],
  ]);
});
