import { beforeAll, expect, it } from "vitest";
import { type Context, perform } from "@/lib/verbs/kernel";
import { openWorld } from "@/lib/verbs/testing/world";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { deleteRuns } from "@/lib/verbs/tracking/runs/delete-runs";
import { getRun } from "@/lib/verbs/tracking/runs/get-run";
import { listRuns } from "@/lib/verbs/tracking/runs/list-runs";
import { logInputs } from "./log-inputs";

let scientist: Context;
beforeAll(async () => {
  scientist = await (await openWorld()).contextOf("scientist");
});

it("keeps the order, the first of equal ones, and what was not said as not said", async () => {
  const { id: runId } = await perform(createRun, { ...scientist, input: {} });
  const dataset = (name: string, more = {}) => ({ name, digest: "1", source: `from ${name}`, ...more });
  const datasets = [
    { dataset: dataset("z"), tags: [{ key: "context", value: "train" }] },
    { dataset: dataset("a", { schema: "", profile: "{}" }) },
    { dataset: dataset("z", { source: "elsewhere" }), tags: [{ key: "context", value: "test" }] },
  ];
  for (let replay = 0; replay < 2; replay++)
    await perform(logInputs, { ...scientist, input: { runId, datasets } });
  expect((await perform(getRun, { ...scientist, input: { runId } })).datasets).toMatchObject([
    {
      tags: [{ key: "context", value: "train" }],
      dataset: { name: "z", source: "from z", schema: null, profile: null },
    },
    { tags: [], dataset: { name: "a", schema: "", profile: "{}" } },
  ]);
  await perform(logInputs, { ...scientist, input: { runId } });
});

it("an act on many runs tells of each", async () => {
  const { prisma } = scientist.stores.database;
  const runs: string[] = [];
  for (let count = 0; count < 3; count++)
    runs.push((await perform(createRun, { ...scientist, input: {} })).id);
  await prisma.event.deleteMany();
  await perform(deleteRuns, { ...scientist, input: { runs } });
  const events = await prisma.event.findMany({ where: { kind: "run" } });
  expect(events.map(({ subject }) => subject).toSorted()).toEqual(runs.toSorted());
});

it("a list over several experiments says which one there is not", async () => {
  const list = (experiment: string[]) => perform(listRuns, { ...scientist, input: { experiment } });
  expect((await list(["0"])).total).toBeGreaterThan(0);
  await expect(list(["0", "987654"])).rejects.toMatchObject({
    code: "not-found",
    message: "No Experiment with id=987654 exists",
  });
});
