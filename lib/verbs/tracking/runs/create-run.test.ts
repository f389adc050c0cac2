import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "@/lib/stores/database/database";
import { openHouse } from "@/lib/transports/session/testing/house";
import { type Context, perform } from "@/lib/verbs/kernel";
import { listArtifacts } from "@/lib/verbs/tracking/artifacts/list-artifacts";
import { putArtifact } from "@/lib/verbs/tracking/artifacts/put-artifact";
import { createExperiment } from "@/lib/verbs/tracking/experiments/create-experiment";
import { getExperiment } from "@/lib/verbs/tracking/experiments/get-experiment";
import { createLoggedModel } from "@/lib/verbs/tracking/logged-models/create-logged-model";
import { createRun } from "./create-run";
import { getRun } from "./get-run";

let context: Context;
beforeAll(async () => {
  context = (await openHouse()).system;
});

let made = 0;
const anExperiment = async (more: object = {}) =>
  (await perform(createExperiment, { ...context, input: { name: `experiment ${++made}`, ...more } })).id;
const aRun = (experimentId: string) => perform(createRun, { ...context, input: { experimentId } });
const aModel = (experimentId: string) => perform(createLoggedModel, { ...context, input: { experimentId } });

describe("where a run's artifacts lie", () => {
  it.each([
    ["mlflow-artifacts:/team/", "mlflow-artifacts:/team", "mlflow-artifacts:/team/"],
    ["s3://bucket/a//", "s3://bucket/a", "s3://bucket/a/"],
    ["mlflow-artifacts:/", "mlflow-artifacts:/", "mlflow-artifacts:/"],
    ["/", "/", "/"],
  ])("below %s", async (artifactLocation, stored, below) => {
    const experimentId = await anExperiment({ artifactLocation });
    const experiment = await perform(getExperiment, { ...context, input: { experimentId } });
    expect(experiment.artifactLocation).toBe(stored);
    const run = await aRun(experimentId);
    expect(run.artifactUri).toBe(`${below}${run.id}/artifacts`);
    const model = await aModel(experimentId);
    expect(model.artifactUri).toBe(`${below}models/${model.id}/artifacts`);
  });

  it("is a place that can be written and listed, whatever slash was sent", async () => {
    const { id } = await aRun(await anExperiment({ artifactLocation: "mlflow-artifacts:/slashed/" }));
    const path = `slashed/${id}/artifacts/a.txt`;
    await perform(putArtifact, { ...context, input: { path, bytes: Readable.from(["text"]) } });
    const { items } = await perform(listArtifacts, { ...context, input: { runId: id } });
    expect(items.map((file) => file.path)).toEqual(["a.txt"]);
  });
});

it("is named by its tag mlflow.runName, as that is stored", async () => {
  const tags = [{ key: "mlflow.runName", value: "x".repeat(9000) }];
  const { id, name, tags: answered } = await perform(createRun, { ...context, input: { tags } });
  expect([name, answered]).toEqual(["x".repeat(8000), [{ key: "mlflow.runName", value: name }]]);
  const stored = await perform(getRun, { ...context, input: { runId: id } });
  expect([stored.name, stored.tags]).toEqual([
    name,
    [{ key: "mlflow.runName", value: name, originalLength: 9000 }],
  ]);
});

// Of this database: other files' tests wait for their own.
const waiting = sql`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe("an experiment that is being deleted", () => {
  it.each([
    ["run", aRun],
    ["logged model", aModel],
  ])("takes no %s", async (_, make) => {
    const id = await anExperiment();
    const other = await context.stores.database.connect();
    await other.query("BEGIN");
    await other.query("SELECT FROM experiment WHERE id = $1 FOR UPDATE", [id]);
    await other.query("UPDATE experiment SET lifecycle_stage = 'deleted' WHERE id = $1", [id]);
    const refused = expect(make(id)).rejects.toMatchObject({ code: "invalid" });
    // Asked outside the transaction, which would see the same activity for as long as it lasts.
    await expect.poll(async () => (await context.stores.database.query(waiting)).length).toBeGreaterThan(0);
    await other.query("COMMIT");
    await other.end();
    await refused;
  });
});
