import { Readable } from "node:stream";
import { beforeAll, expect, test } from "vitest";
import { storedPath } from "@/lib/core/tracking/artifacts/storage";
import { perform } from "@/lib/verbs/kernel";
import { renameModel } from "@/lib/verbs/registry/models/rename-model";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { putArtifact } from "@/lib/verbs/tracking/artifacts/put-artifact";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

test("uploads without end to a version's folder keep nobody from an act on its model", async () => {
  const name = await board.model();
  const number = await board.version(name, {});
  // Not by the model's name, which changes meanwhile.
  const { storage } = await board.stores.database.prisma.version.findFirstOrThrow({
    where: { number, model: { name } },
  });
  const put = (file: string, text: string) =>
    perform(putArtifact, {
      ...board.dana,
      input: { path: `${storedPath(storage)}/${file}`, bytes: Readable.from([text]) },
    });
  let going = true;
  const storm = Array.from({ length: 8 }, async (_, index) => {
    let sent = 0;
    for (; going; sent++) await put(`${index}`, `${sent}`);
    return sent;
  });
  const took: number[] = [];
  for (let turn = 0, from = name; turn < 4; turn++) {
    const began = performance.now();
    const newName = `${name} ${turn}`;
    await perform(renameModel, { ...board.emil, input: { name: from, newName } });
    from = newName;
    took.push(performance.now() - began);
  }
  going = false;
  expect(Math.min(...(await Promise.all(storm)))).toBeGreaterThan(0);
  expect(Math.max(...took)).toBeLessThan(3000);
});
