import { expect, it } from "vitest";
import { openHouse } from "@/lib/transports/session/testing/house";
import { perform } from "@/lib/verbs/kernel";
import { createExperiment } from "@/lib/verbs/tracking/experiments/create-experiment";
import { createRun } from "./create-run";
import { listRuns } from "./list-runs";
import { tagRuns } from "./tag-runs";

const parent = "mlflow.parentRunId";

it("keeps every run in the tree: children of runs elsewhere, of themselves and of each other are roots", async () => {
  const { system } = await openHouse();
  const experiment = async (name: string) =>
    (await perform(createExperiment, { ...system, input: { name } })).id;
  const [here, elsewhere] = [await experiment("here"), await experiment("elsewhere")];
  const run = async (experimentId: string, name: string, parentId?: string) => {
    const tags = parentId === undefined ? [] : [{ key: parent, value: parentId }];
    const made = await perform(createRun, {
      ...system,
      input: { experimentId, runName: name, startTime: 1, tags },
    });
    return made.id;
  };
  const adopt = (id: string, parentId: string) =>
    perform(tagRuns, { ...system, input: { runs: [id], key: parent, value: parentId } });

  const root = await run(here, "root");
  await run(here, "child", root);
  await run(elsewhere, "child elsewhere", root);
  const own = await run(here, "its own parent");
  await adopt(own, own);
  const [a, b] = [await run(here, "a"), await run(here, "b")];
  await adopt(a, b);
  await adopt(b, a);
  const [x, y, z] = [await run(here, "x"), await run(here, "y"), await run(here, "z")];
  await adopt(x, y);
  await adopt(y, z);
  await adopt(z, x);
  await run(here, "below x", x);

  const list = async (experimentId: string, of: string) =>
    (await perform(listRuns, { ...system, input: { experiment: [experimentId], parent: of } })).items;
  const roots = await list(here, "roots");
  expect(roots.map(({ name }) => name).sort()).toEqual(["a", "b", "its own parent", "root", "x", "y", "z"]);
  expect(roots.find(({ id }) => id === root)?.children).toBe(1);
  // What is a root stands below nobody, so that opening it ends.
  const flat = (await perform(listRuns, { ...system, input: { experiment: [here] } })).items;
  for (const listed of [roots, flat]) {
    const childrenOf = (id: string) => listed.find((one) => one.id === id)?.children;
    expect([own, a, b, x, y, z].map(childrenOf)).toEqual([0, 0, 0, 1, 0, 0]);
  }
  expect(await list(here, own)).toEqual([]);
  expect((await list(here, x)).map(({ name }) => name)).toEqual(["below x"]);
  expect((await list(here, root)).map(({ name }) => name)).toEqual(["child"]);
  expect((await list(elsewhere, "roots")).map(({ name }) => name)).toEqual(["child elsewhere"]);
});
