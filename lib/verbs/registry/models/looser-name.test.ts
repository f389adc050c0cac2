import { beforeAll, expect, test } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { renameModel } from "./rename-model";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

test("a model of a looser policy takes no other name, under which nobody approved its versions", async () => {
  const name = await board.model();
  const { prisma } = board.stores.database;
  const { id } = await prisma.model.findFirstOrThrow({ where: { name } });
  // As a second engineer agreed to once, for a sandbox.
  await board.policy(name, { guards: {} });
  await prisma.policy.updateMany({ where: { modelId: id }, data: { status: "applied" } });
  const rename = perform(renameModel, { ...board.dana, input: { name, newName: `${name} for real` } });
  await expect(rename).rejects.toMatchObject({ code: "approval-required" });
});

test("one whose policy demands as much takes any name", async () => {
  const name = await board.model();
  const renamed = perform(renameModel, { ...board.dana, input: { name, newName: `${name} for real` } });
  expect((await renamed).name).toBe(`${name} for real`);
});
