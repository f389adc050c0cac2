import { expect, test } from "vitest";
import { perProcess } from "@/lib/process";
import { perform } from "./kernel";
import { me } from "./people/me";
import { openBoard } from "./registry/testing/board";
import { addComment } from "./registry/versions/add-comment";
import { logBatch } from "./tracking/metrics/log-batch";
import { createRun } from "./tracking/runs/create-run";

test("writes that wait for one another take no connection from who asks, logs, or writes elsewhere", async () => {
  const board = await openBoard();
  const name = await board.model();
  const version = await board.version(name);
  const run = await perform(createRun, { ...board.paul, input: {} });
  const operator = await board.stores.database.connect();
  await operator.query("BEGIN; LOCK TABLE comment");
  const comments = Array.from({ length: 20 }, (_, index) =>
    perform(addComment, { ...board.dana, input: { name, version, body: `Thought ${index}` } }),
  );
  await expect.poll(() => perProcess.writes?.size()).toEqual({ running: 4, waiting: 16 });
  expect(await perform(me, { ...board.dana, input: {} })).toMatchObject({ name: "dana" });
  const metrics = [{ key: "a", value: 1, step: 0, timestamp: 1 }];
  await perform(logBatch, { ...board.dana, input: { runId: run.id, metrics } });
  await perform(createRun, { ...board.paul, input: {} });
  await operator.query("ROLLBACK");
  await operator.end();
  expect(await Promise.all(comments)).toHaveLength(20);
});
