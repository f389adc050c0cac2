import { beforeAll, expect, test } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { putArtifactFor } from "@/lib/verbs/registry/testing/artifact";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { deleteArtifact } from "@/lib/verbs/tracking/artifacts/delete-artifact";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { createVersion } from "./create-version";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

// Before: taken by their letters for digest and seal, read by clients as `model`.
test.each(["model?v=1", "mo%64el", "model#x", "./model", "a//model"])(
  "a source under another spelling of a folder is refused: %s",
  async (path) => {
    const name = await board.model();
    const run = await perform(createRun, { ...board.dana, input: { experimentId: "0" } });
    for (const source of [`runs:/${run.id}/${path}`, `${run.artifactUri}/${path}`])
      await expect(perform(createVersion, { ...board.dana, input: { name, source } })).rejects.toMatchObject({
        code: "invalid",
      });
  },
);

test("a stored source is kept as it came, and its storage has the one spelling", async () => {
  const name = await board.model();
  const { artifactUri } = await perform(createRun, { ...board.dana, input: { experimentId: "0" } });
  const source = `${artifactUri.replace(":/", ":///")}/model/`;
  const made = await perform(createVersion, { ...board.dana, input: { name, source } });
  expect(made).toMatchObject({ source, storage: `${artifactUri}/model` });
});

test("what once stood in a guarded stage stays sealed when it is archived", async () => {
  const name = await board.model();
  const first = await board.version(name);
  await putArtifactFor(board, name, first, "weights", "approved");
  await board.promote(name, first);
  await board.promote(name, await board.version(name));
  expect(await board.stageOf(name, first)).toBe("Archived");
  const sealed = { code: "conflict", message: expect.stringContaining("once stood in Production") };
  await expect(putArtifactFor(board, name, first, "weights", "swapped")).rejects.toMatchObject(sealed);
  const { storage } = await board.stores.database.prisma.version.findFirstOrThrow({
    where: { number: first, model: { name } },
  });
  const path = `${storage.slice("mlflow-artifacts:/".length)}/weights`;
  await expect(perform(deleteArtifact, { ...board.dana, input: { path } })).rejects.toMatchObject(sealed);
});

// Before: what stood in a stage whose guard was taken away later could be changed again.
test("it stays sealed when the stage is guarded no longer", async () => {
  const { prisma } = board.stores.database;
  const name = await board.model();
  const number = await board.version(name);
  await putArtifactFor(board, name, number, "weights", "approved");
  await board.promote(name, number);
  await board.promote(name, await board.version(name));
  const { id: modelId } = await prisma.model.findFirstOrThrow({ where: { name } });
  const open = { number: 1, body: { guards: {} }, status: "applied", createdBy: "system:test" };
  await prisma.policy.create({ data: { modelId, ...open } });
  await expect(putArtifactFor(board, name, number, "weights", "swapped")).rejects.toMatchObject({
    code: "conflict",
  });
  // What never stood in a guarded one is free.
  const free = await board.version(name);
  await board.move(name, free, "Production");
  await expect(putArtifactFor(board, name, free, "weights", "anew")).resolves.toBeDefined();
});
