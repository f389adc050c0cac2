import { Readable } from "node:stream";
import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { openWorld, type World } from "@/lib/verbs/testing/world";
import { putArtifact } from "@/lib/verbs/tracking/artifacts/put-artifact";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { createLoggedModel } from "./create-logged-model";
import { deleteLoggedModel } from "./delete-logged-model";
import { finishLoggedModel } from "./finish-logged-model";
import { listRunModels } from "./list-run-models";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const aRun = async (...files: string[]) => {
  const { id: runId } = await perform(createRun, { ...world.system, input: { experimentId: "0" } });
  for (const file of files)
    await perform(putArtifact, {
      ...world.system,
      input: { path: `0/${runId}/artifacts/${file}`, bytes: Readable.from(["text"]) },
    });
  return runId;
};
const modelsOf = async (runId: string) =>
  (await perform(listRunModels, { ...(await world.contextOf("viewer")), input: { runId } })).items;

it("finds the folders that hold an MLmodel file, those nearest to the run first", async () => {
  const runId = await aRun(
    "deep/er/model/MLmodel",
    "model/MLmodel",
    "model/data/model.pkl",
    "plots/MLmodel.png",
    "MLmodelling/a.txt",
    "100% sure/MLmodel",
  );
  expect((await modelsOf(runId)).map(({ source, ready }) => [source, ready])).toEqual([
    [`runs:/${runId}/model`, true],
    [`runs:/${runId}/deep/er/model`, true],
  ]);
});

it("finds the run's logged models, and says which are not finished; a deleted one is none", async () => {
  const runId = await aRun();
  const log = async (name: string) =>
    (
      await perform(createLoggedModel, {
        ...world.system,
        input: { experimentId: "0", name, sourceRunId: runId },
      })
    ).id;
  const [done, gone] = [await log("done"), await log("gone")];
  await log("underway");
  await perform(finishLoggedModel, {
    ...world.system,
    input: { modelId: done, status: "LOGGED_MODEL_READY" },
  });
  await perform(deleteLoggedModel, { ...world.system, input: { modelId: gone } });
  expect((await modelsOf(runId)).map(({ name, kind, ready }) => ({ name, kind, ready }))).toEqual([
    { name: "underway", kind: "logged-model", ready: false },
    { name: "done", kind: "logged-model", ready: true },
  ]);
});

it("gives sources that a version can be made from, of the run itself", async () => {
  const runId = await aRun("MLmodel", "model/MLmodel");
  const name = await world.model();
  const made = [];
  for (const { source } of await modelsOf(runId))
    made.push(
      await perform(createVersion, {
        ...(await world.contextOf("scientist")),
        input: { name, source, runId },
      }),
    );
  expect(made.map(({ storage, runId: from }) => [storage, from])).toEqual([
    [`mlflow-artifacts:/0/${runId}/artifacts`, runId],
    [`mlflow-artifacts:/0/${runId}/artifacts/model`, runId],
  ]);
});
