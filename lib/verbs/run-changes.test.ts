import { Readable } from "node:stream";
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "@/lib/core/access";
import { describeAct } from "@/lib/core/audit/words";
import { sql } from "@/lib/stores/database/database";
import { type Context, perform } from "@/lib/verbs/kernel";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { putArtifact } from "@/lib/verbs/tracking/artifacts/put-artifact";
import { logInputs } from "@/lib/verbs/tracking/datasets/log-inputs";
import { createLoggedModel } from "@/lib/verbs/tracking/logged-models/create-logged-model";
import { finishLoggedModel } from "@/lib/verbs/tracking/logged-models/finish-logged-model";
import { logBatch } from "@/lib/verbs/tracking/metrics/log-batch";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { deleteRunTag } from "@/lib/verbs/tracking/runs/delete-run-tag";
import { updateRun } from "@/lib/verbs/tracking/runs/update-run";
import { tellRunChanges } from "./run-changes";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

const runOf = async (name: string) =>
  (await board.stores.database.prisma.version.findFirstOrThrow({ where: { number: 1, model: { name } } }))
    .runId ?? "";
const log = (by: Context, runId: string, key = "auc") =>
  perform(logBatch, {
    ...by,
    input: {
      runId,
      metrics: [{ key, value: 1, timestamp: 1, step: 1 }],
      tags: [{ key: "seen", value: "x" }],
    },
  });
// What is counted in one test is counted in one minute.
beforeEach(async () => {
  const { database } = board.stores;
  const second = async () =>
    (await database.query<{ at: number }>(sql`SELECT extract(second FROM now())::float8 AS at`))[0]?.at ?? 0;
  while ((await second()) > 55);
});

/** As if the minutes in which it was counted were over, and the job's turn had come. */
async function tell() {
  const { database } = board.stores;
  await database.prisma.$executeRaw`UPDATE run_change SET minute = minute - interval '2 minutes'`;
  await Promise.all([tellRunChanges(database), tellRunChanges(database)]);
}
const records = async (runId: string) =>
  (
    await board.stores.database.prisma.auditEvent.findMany({
      where: { targetId: runId, action: "change-run" },
      orderBy: { seq: "asc" },
    })
  ).map(({ body }) => JSON.parse(body));
const withToken = (context: Context): Context => {
  const { actor } = context;
  if (actor.kind !== "person") throw new Error("a person has tokens");
  const { sessionId: _, authenticatedAt: __, ...who } = actor;
  const token: Actor = { ...who, kind: "token", tokenId: "token-1", scopes: ["runs:write"] };
  return { ...context, actor: token };
};

it("leaves one record a run and minute of what was logged behind an open request, by a token too", async () => {
  const name = await board.model();
  const { id } = await board.ask(name, await board.version(name, { auc: 0.9 }));
  const run = await runOf(name);
  await Promise.all([1, 2, 3, 4, 5].map(() => log(board.dana, run)));
  for (const key of ["f1", "auc"]) await log(withToken(board.paul), run, key);
  expect(await records(run)).toEqual([]);
  await tell();
  await tell();
  const told = await records(run);
  const byName = told.toSorted((a, b) => (a.actor.name < b.actor.name ? -1 : 1));
  expect(byName).toMatchObject([
    {
      actor: { type: "person", name: "dana" },
      after: { changes: 5, verbs: { "log-batch": 5 }, keys: ["auc", "seen"] },
    },
    {
      actor: { type: "token", name: "paul", token: "token-1" },
      after: {
        changes: 2,
        keys: ["auc", "f1", "seen"],
        behind: [`${name}/1 in None, asked for Production (/requests/${id})`],
      },
    },
  ]);
  const [ofDana] = byName;
  expect(describeAct({ ...ofDana, target: { ...ofDana.target } })).toMatch(
    /^dana changed run [0-9a-f]{8}, behind model-\d+\/1 in None, asked for Production .*, 5 times in a minute$/,
  );
});

it("counts every logging verb that touches the run, and the models that it logged", async () => {
  const name = await board.model();
  await board.promote(name, await board.version(name, { auc: 0.9 }));
  const runId = await runOf(name);
  const act = (verb: Parameters<typeof perform>[0], input: unknown) =>
    perform(verb, { ...board.dana, input });
  await log(board.dana, runId);
  await act(updateRun, { runId, status: "FINISHED" });
  await act(logInputs, { runId, datasets: [{ dataset: { name: "train", digest: "d1" } }] });
  await act(deleteRunTag, { runId, key: "seen" });
  const { id: modelId } = await perform(createLoggedModel, {
    ...board.dana,
    input: { experimentId: "0", sourceRunId: runId },
  });
  await act(finishLoggedModel, { modelId, status: "LOGGED_MODEL_READY" });
  const { artifactUri } = await board.stores.database.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  const path = `${artifactUri.replace("mlflow-artifacts:/", "")}/beside.txt`;
  await act(putArtifact, { path, bytes: Readable.from(["x"]) });
  await tell();
  const [told, ...more] = await records(runId);
  expect(more).toEqual([]);
  expect(told.after).toMatchObject({
    changes: 7,
    verbs: {
      "log-batch": 1,
      "update-run": 1,
      "log-inputs": 1,
      "delete-run-tag": 1,
      "create-logged-model": 1,
      "finish-logged-model": 1,
      "put-artifact": 1,
    },
    behind: [`${name}/1 in Production`],
  });
});

it("tells nothing of other runs, and nothing of a minute that runs", async () => {
  const name = await board.model();
  await board.version(name, { auc: 0.9 });
  const quiet = await runOf(name);
  await log(board.dana, quiet);
  const { id: other } = await perform(createRun, { ...board.dana, input: { experimentId: "0" } });
  await log(board.dana, other);
  await tell();
  expect([...(await records(quiet)), ...(await records(other))]).toEqual([]);
  await board.ask(name, 1);
  await log(board.dana, quiet);
  await tellRunChanges(board.stores.database);
  expect(await records(quiet)).toEqual([]);
  await tell();
  expect(await records(quiet)).toHaveLength(1);
});

it("loses no count where the trail cannot be written", async () => {
  const name = await board.model();
  await board.ask(name, await board.version(name));
  const run = await runOf(name);
  await log(board.dana, run);
  const { prisma } = board.stores.database;
  await prisma.$executeRaw`ALTER FUNCTION audit_append(text) RENAME TO audit_append_away`;
  await expect(tell()).rejects.toThrow();
  await prisma.$executeRaw`ALTER FUNCTION audit_append_away(text) RENAME TO audit_append`;
  await tell();
  expect(await records(run)).toMatchObject([{ after: { changes: 1 } }]);
});
