import { expect, it } from "vitest";
import { openHouse } from "@/lib/transports/session/testing/house";
import { perform } from "@/lib/verbs/kernel";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { createExperiment } from "./create-experiment";
import { listExperiments } from "./list-experiments";

it("lists a run of any time that a Date can hold", async () => {
  const { system } = await openHouse();
  const list = async () => (await perform(listExperiments, { ...system, input: { order: "asc" } })).items;
  expect((await list()).map(({ lastActivityAt }) => lastActivityAt)).toEqual([null]);
  for (const startTime of [-8_640_000_000_000_000, 8_640_000_000_000_000]) {
    const { id } = await perform(createExperiment, { ...system, input: { name: `at ${startTime}` } });
    await perform(createRun, { ...system, input: { experimentId: id, startTime } });
  }
  expect((await list()).map(({ lastActivityAt }) => lastActivityAt?.getTime())).toEqual([
    -8_640_000_000_000_000,
    8_640_000_000_000_000,
    undefined,
  ]);
});
