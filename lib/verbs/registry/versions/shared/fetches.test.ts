import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/verbs/kernel";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { describeVersion } from "@/lib/verbs/registry/versions/describe-version";
import { getDownloadUri } from "@/lib/verbs/registry/versions/get-download-uri";
import { openWorld, type World } from "@/lib/verbs/testing/world";
import { getArtifact } from "@/lib/verbs/tracking/artifacts/get-artifact";
import { countFetch, writeFetches } from "./fetches";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const fetched = async (name: string, version = 1) => {
  const { fetches } = await perform(describeVersion, { ...world.system, input: { name, version } });
  return [fetches.total, fetches.people.map(({ by, count }) => [by, count])];
};
const write = () => writeFetches(world.stores.database, { all: true });
const storageOf = async (name: string) =>
  (
    await world.stores.database.prisma.version.findFirstOrThrow({ where: { model: { name } } })
  ).storage.replace("mlflow-artifacts:/", "");

it("counts a load of many files as one, by whoever fetched last", async () => {
  const { name } = await world.version();
  const folder = await storageOf(name);
  const [scientist, engineer] = [await world.contextOf("scientist"), await world.contextOf("token read")];
  await perform(getDownloadUri, { ...scientist, input: { name, version: 1 } });
  for (const file of ["MLmodel", "model.pkl", "data/one"])
    countFetch(scientist, { path: `${folder}/${file}` });
  await write();
  expect(await fetched(name)).toEqual([1, [["scientist", 1]]]);
  for (let turn = 0; turn < 3; turn++) countFetch(engineer, { path: `${folder}/model.pkl` });
  await write();
  expect(await fetched(name)).toEqual([
    4,
    [
      ["engineer", 3],
      ["scientist", 1],
    ],
  ]);
});

it("counts no file beside the version's folder, no other project and nothing of our own", async () => {
  const { name } = await world.version();
  const folder = await storageOf(name);
  const scientist = await world.contextOf("scientist");
  countFetch(scientist, { path: `${folder}-2/model.pkl` });
  countFetch(scientist, { path: folder.replace("/model", "/other") });
  countFetch(
    { ...scientist, project: { id: "other", slug: "other", name: "Other" } },
    { path: `${folder}/a` },
  );
  countFetch(world.system, { path: `${folder}/model.pkl` });
  await write();
  expect(await fetched(name)).toEqual([0, []]);
});

it("gives a file that two versions share to the one that was asked for", async () => {
  const { name } = await world.version();
  const folder = await storageOf(name);
  const copy = world.unique("copy");
  await perform(createModel, { ...world.system, input: { name: copy } });
  await perform(createVersion, { ...world.system, input: { name: copy, source: `models:/${name}/1` } });
  const scientist = await world.contextOf("scientist");
  await perform(getDownloadUri, { ...scientist, input: { name: copy, version: 1 } });
  countFetch(scientist, { path: `${folder}/model.pkl` });
  await write();
  expect([await fetched(name), await fetched(copy)]).toEqual([
    [0, []],
    [1, [["scientist", 1]]],
  ]);
});

it("waits until a visit is over, and counts a file that is there alone", async () => {
  const { name } = await world.version();
  const folder = await storageOf(name);
  const scientist = await world.contextOf("scientist");
  const input = { path: `${folder}/missing.pkl` };
  await expect(perform(getArtifact, { ...scientist, input })).rejects.toMatchObject({ code: "not-found" });
  await perform(getDownloadUri, { ...scientist, input: { name, version: 1 } });
  await writeFetches(world.stores.database);
  expect(await fetched(name)).toEqual([0, []]);
  await write();
  expect(await fetched(name)).toEqual([1, [["scientist", 1]]]);
});

it("keeps a visit that could not be written, with what came meanwhile", async () => {
  const { name } = await world.version();
  const scientist = await world.contextOf("scientist");
  const { database } = world.stores;
  await perform(getDownloadUri, { ...scientist, input: { name, version: 1 } });
  const away = { ...database, query: () => Promise.reject(new Error("away")) };
  await expect(writeFetches(away, { all: true })).rejects.toThrow("away");
  await perform(getDownloadUri, { ...scientist, input: { name, version: 1 } });
  await write();
  expect(await fetched(name)).toEqual([2, [["scientist", 2]]]);
});
