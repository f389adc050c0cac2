import { beforeAll, expect, it } from "vitest";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { countsOf, eitherFirst, say, together } from "@/lib/verbs/registry/testing/races";

// Decisions that are made in the same tick, again and again, against a real PostgreSQL (safety.md, F2a, F7a, F8a).
const pairs = 200;
const some = 25;
const patient = { timeout: 240_000 };
const two = { guards: { Production: { approvals: 2 } } };

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

const elsewhere = { run: false };
const asked = async (name: string) => board.ask(name, await board.version(name, elsewhere));

it(`two approvers in the same tick, ${pairs} times: one applies it, the other is told`, patient, async () => {
  const name = await board.model();
  const outcomes: string[][] = [];
  for (let round = 0; round < pairs; round++) {
    const { id, revision } = await asked(name);
    // Half of them say which revision they saw: the slower one is then told that it is another one.
    const seen = round % 2 === 0 ? {} : { revision };
    const both = await together(
      () => board.decide(id, "approve", board.emil, seen),
      () => board.decide(id, "approve", board.noor, seen),
    );
    outcomes.push(both.toSorted());
  }
  const counts = await countsOf(board, name);
  say("one approval needed, two given at once", outcomes, counts);
  expect(outcomes.filter((both) => both.join() === "conflict,done")).toHaveLength(pairs / 2);
  expect(outcomes.filter((both) => both.join() === "done,stale")).toHaveLength(pairs / 2);
  expect(counts).toEqual({
    production: 1,
    entered: pairs,
    left: pairs - 1,
    applied: pairs,
    votes: pairs,
    audited: pairs,
    told: { "request.opened": pairs, "request.decided": pairs, "version.transitioned": pairs },
  });
});

it("two of two approvals in the same tick: both count, once, and one move comes of it", patient, async () => {
  const name = await board.model();
  await board.policy(name, two);
  const outcomes: string[][] = [];
  for (let round = 0; round < some; round++) {
    const { id } = await asked(name);
    outcomes.push(
      await together(
        () => board.decide(id, "approve", board.emil),
        () => board.decide(id, "approve", board.noor),
      ),
    );
    expect(await together(() => board.decide(id, "approve", board.olga))).toEqual(["conflict"]);
  }
  const counts = await countsOf(board, name);
  say("two approvals needed, two given at once", outcomes, counts);
  expect(outcomes.every((both) => both.join() === "done,done")).toBe(true);
  expect(counts).toEqual({
    production: 1,
    entered: some,
    left: some - 1,
    applied: some,
    votes: 2 * some,
    audited: 2 * some,
    told: { "request.opened": some, "request.decided": 2 * some, "version.transitioned": some },
  });
});

it("one person's decision sent twice, at once or later, counts once", patient, async () => {
  const name = await board.model();
  await board.policy(name, two);
  for (let round = 0; round < some; round++) {
    const { id } = await asked(name);
    const approves = () => board.decide(id, "approve");
    expect((await together(approves, approves)).toSorted()).toEqual(["conflict", "done"]);
    expect(await together(approves)).toEqual(["conflict"]);
  }
  const counts = await countsOf(board, name);
  expect(counts).toMatchObject({ production: 0, entered: 0, applied: 0, votes: some, audited: some });
});

it("an approval and a rejection in the same tick: one of them, wholly", patient, async () => {
  const outcomes: string[][] = [];
  for (let round = 0; round < some; round++) {
    const name = await board.model();
    const { id } = await asked(name);
    const outcome = await eitherFirst(
      board,
      round,
      () => board.decide(id, "approve", board.emil),
      () => board.decide(id, "reject", board.noor),
    );
    outcomes.push(outcome);
    const entered = outcome[0] === "done" ? 1 : 0;
    const counts = await countsOf(board, name);
    expect(counts).toMatchObject({ production: entered, entered, applied: entered, votes: 1, audited: 1 });
  }
  say("approval | rejection", outcomes);
  expect(outcomes.every((both) => both.toSorted().join() === "conflict,done")).toBe(true);
});

it("two versions approved in the same tick: one enters, the other's request is stale", patient, async () => {
  const outcomes: string[][] = [];
  for (let round = 0; round < some; round++) {
    const name = await board.model();
    const [one, other] = [await asked(name), await asked(name)];
    const outcome = await together(
      () => board.decide(one.id, "approve", board.emil),
      () => board.decide(other.id, "approve", board.noor),
    );
    outcomes.push(outcome);
    expect(outcome.toSorted()).toEqual(["done", "stale"]);
    const counts = await countsOf(board, name);
    expect(counts).toMatchObject({ production: 1, entered: 1, left: 0, applied: 1, votes: 1 });
  }
  say("approval of one | approval of another", outcomes);
});

it("the database itself refuses a second Production", async () => {
  const name = await board.model();
  const [one, other] = [await board.version(name, elsewhere), await board.version(name, elsewhere)];
  const { prisma } = board.stores.database;
  await prisma.version.updateMany({ where: { model: { name }, number: one }, data: { stage: "Production" } });
  const { id } = await prisma.version.findFirstOrThrow({ where: { model: { name }, number: other } });
  await expect(prisma.$executeRaw`UPDATE version SET stage = 'Production' WHERE id = ${id}`).rejects.toThrow(
    /23505/,
  );
});
