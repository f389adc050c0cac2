import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { openDatabase } from "@/lib/stores/database/database";
import { perform } from "./kernel";
import { openBoard } from "./registry/testing/board";
import { addComment } from "./registry/versions/add-comment";
import { deleteArtifact } from "./tracking/artifacts/delete-artifact";
import { putArtifact } from "./tracking/artifacts/put-artifact";
import { createRun } from "./tracking/runs/create-run";

test("many writes at once end on two connections: nobody who holds one waits for another", async () => {
  const board = await openBoard();
  const name = await board.model();
  const version = await board.version(name);
  const run = await perform(createRun, { ...board.dana, input: { experimentId: "0" } });
  const database = openDatabase(board.databaseUrl, { poolSize: 2 });
  const dana = { ...board.dana, stores: { ...board.dana.stores, database } };

  const twelve = Array.from({ length: 12 }, (_, index) => index);
  const put = (index: number) =>
    perform(putArtifact, {
      ...dana,
      input: { runId: run.id, path: `${index}.txt`, bytes: Readable.from([Buffer.from(`${index}`)]) },
    });
  const remove = (index: number) =>
    perform(deleteArtifact, { ...dana, input: { path: `0/${run.id}/artifacts/${index}.txt` } });
  const comment = (index: number) =>
    perform(addComment, { ...dana, input: { name, version, body: `Thought ${index}` } });

  const done = await Promise.allSettled(
    twelve.flatMap((index): Promise<unknown>[] => [put(index), remove(index), comment(index)]),
  );
  await database.close();
  expect(done.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []))).toEqual([]);
});
