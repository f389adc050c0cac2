import fc from "fast-check";
import { expect, test } from "vitest";
import { demandOf } from "@/lib/core/registry/policies/demand";
import { guard } from "@/lib/core/registry/policies/policy";
import { type Stage, stages } from "@/lib/core/registry/stages";
import type { Board, Card } from "./board";
import { cardsOf, dropOf, movedBetween, movesOf, undoOf, withMove } from "./moves";

const cardOf = (version: number, stage: Stage, model = "m"): Card => ({
  model,
  version,
  stage,
  run: null,
  metric: null,
  difference: null,
  createdAt: new Date(version * 1000).toISOString(),
  createdBy: null,
  aliases: [],
  requests: [],
  bypass: null,
});

/** Columns that hold more than they show, as the server sends them. */
const boardOf = (cards: readonly Card[], hidden = 0, model: string | null = "m"): Board => ({
  lanes: [
    {
      model,
      versions: cards.length,
      columns: stages.map((stage) => {
        const here = cards.filter((card) => card.stage === stage);
        return { stage, total: here.length + hidden, cards: here };
      }),
    },
  ],
  models: [],
  total: 1,
  versions: cards.length,
  needsMe: 0,
});
const numbersIn = (board: Board, stage: Stage) =>
  board.lanes[0]?.columns.find((column) => column.stage === stage)?.cards.map(({ version }) => version);
const totals = (board: Board) => board.lanes[0]?.columns.map(({ total }) => total) ?? [];

test("a card may go to the other stages, and says which of them take a request", () => {
  expect(movesOf("Staging", ["Production"])).toEqual([
    { to: "None", guarded: false },
    { to: "Production", guarded: true },
    { to: "Archived", guarded: false },
  ]);
  expect(movesOf("Production", ["Production"]).every(({ guarded }) => guarded)).toBe(true);
});

test("a drop asks exactly where the policy demands something", () => {
  const stage = fc.constantFrom(...stages);
  fc.assert(
    fc.property(fc.uniqueArray(stage), stage, stage, (guarded, from, to) => {
      const guards = Object.fromEntries(guarded.map((name) => [name, guard.parse({})]));
      const demand = demandOf({ guards, headline: null }, from, to);
      const expected = from === to ? "nothing" : demand === null ? "move" : "request";
      expect(dropOf(from, to, guarded)).toBe(expected);
    }),
  );
});

test("undo brings back what was pushed out of Production first, then the one that had moved", () => {
  const moved = [
    { version: 3, from: "Production", to: "Archived" },
    { version: 7, from: "Staging", to: "Production" },
  ];
  expect(undoOf(moved)).toEqual([
    { version: 3, to: "Production" },
    { version: 7, to: "Staging" },
  ]);
  expect(undoOf([{ version: 7, from: "None", to: "Staging" }])).toEqual([{ version: 7, to: "None" }]);
  expect(undoOf([])).toEqual([]);
});

test("what came from Archived is there again as soon as Production has its old version back", () => {
  const moved = [
    { version: 3, from: "Production", to: "Archived" },
    { version: 7, from: "Archived", to: "Production" },
  ];
  expect(undoOf(moved)).toEqual([{ version: 3, to: "Production" }]);
});

test("a move takes the card to its place by age and counts in both columns", () => {
  const board = boardOf([cardOf(1, "Staging"), cardOf(2, "None"), cardOf(3, "Staging")], 10);
  const after = withMove(board, cardOf(2, "None"), "Staging");
  expect(numbersIn(after, "Staging")).toEqual([3, 2, 1]);
  expect(numbersIn(after, "None")).toEqual([]);
  expect(totals(after)).toEqual([10, 13, 10, 10]);
});

test("entering Production pushes the one that stands there into Archived", () => {
  const after = withMove(
    boardOf([cardOf(1, "Production"), cardOf(2, "None")]),
    cardOf(2, "None"),
    "Production",
  );
  expect(numbersIn(after, "Production")).toEqual([2]);
  expect(numbersIn(after, "Archived")).toEqual([1]);
});

test("on the board of all models another model's Production stays", () => {
  const cards = [cardOf(1, "Production", "other"), cardOf(2, "None", "m")];
  const after = withMove(boardOf(cards, 0, null), cardOf(2, "None", "m"), "Production");
  expect(numbersIn(after, "Production")).toEqual([2, 1]);
});

test("no move loses a card or a count", () => {
  const stage = fc.constantFrom(...stages);
  fc.assert(
    fc.property(fc.array(stage, { minLength: 1, maxLength: 8 }), fc.nat(), stage, (held, pick, to) => {
      const cards = held.map((where, at) => cardOf(at + 1, where));
      const card = cards[pick % cards.length] ?? cardOf(1, "None");
      const after = withMove(boardOf(cards), card, to);
      expect(
        cardsOf(after)
          .map(({ version }) => version)
          .toSorted(),
      ).toEqual(cards.map(({ version }) => version).toSorted());
      expect(totals(after).reduce((sum, total) => sum + total, 0)).toBe(cards.length);
    }),
  );
});

test("tells which cards stand elsewhere than before", () => {
  const before = [cardOf(1, "None"), cardOf(2, "Staging")];
  expect(movedBetween(before, [cardOf(1, "None"), cardOf(2, "Production"), cardOf(3, "None")])).toEqual([
    cardOf(2, "Production"),
  ]);
});
