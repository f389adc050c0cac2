import { beforeAll, describe, expect, it } from "vitest";
import { openHouse } from "@/lib/transports/session/testing/house";
import { type Context, perform } from "@/lib/verbs/kernel";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { deleteVersion } from "@/lib/verbs/registry/versions/delete-version";
import { describeVersion } from "@/lib/verbs/registry/versions/describe-version";
import { getVersionByAlias } from "@/lib/verbs/registry/versions/get-version-by-alias";
import { searchVersions } from "@/lib/verbs/registry/versions/search-versions";
import { setAlias } from "@/lib/verbs/registry/versions/set-alias";
import { transitionVersion } from "@/lib/verbs/registry/versions/transition-version";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { createModel } from "./create-model";
import { deleteModel } from "./delete-model";
import { getHistory } from "./get-history";
import { getModel } from "./get-model";
import { renameModel } from "./rename-model";
import { searchModels } from "./search-models";

let context: Context;
let runId: string;
let made = 0;

beforeAll(async () => {
  const { system } = await openHouse();
  context = { ...system, stores: { ...system.stores, defaultPolicy: "open" } };
  runId = (await perform(createRun, { ...context, input: {} })).id;
});

const aModel = async (more: object = {}) => {
  const name = `model ${++made}`;
  await perform(createModel, { ...context, input: { name, ...more } });
  return name;
};
const aVersion = async (name: string, source = `runs:/${runId}/model`, more: object = {}) =>
  (await perform(createVersion, { ...context, input: { name, source, ...more } })).number;
const move = (name: string, version: number, stage: string, archiveExistingVersions = false) =>
  perform(transitionVersion, { ...context, input: { name, version, to: stage, archiveExistingVersions } });
const history = async (name: string, more: object = {}) =>
  perform(getHistory, { ...context, input: { name, ...more } });
const moves = async (name: string) =>
  (await history(name)).items.map(({ version, from, to }) => `${version}: ${from} → ${to}`).reverse();
const trail = (action: string) =>
  context.stores.database.prisma.auditEvent.findMany({ where: { action }, orderBy: { seq: "asc" } });

describe("versions", () => {
  it("never gives a number twice, whatever comes at once and whatever is deleted", async () => {
    const name = await aModel();
    const numbers = await Promise.all(Array.from({ length: 6 }, () => aVersion(name)));
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6]);
    await perform(deleteVersion, { ...context, input: { name, version: 6 } });
    expect(await aVersion(name)).toBe(7);
  });

  it("loses its aliases when it is deleted", async () => {
    const name = await aModel();
    await aVersion(name);
    await perform(setAlias, { ...context, input: { name, alias: "champion", version: "1" } });
    await perform(deleteVersion, { ...context, input: { name, version: 1 } });
    expect((await perform(getModel, { ...context, input: { name } })).aliases).toEqual([]);
    await expect(
      perform(getVersionByAlias, { ...context, input: { name, alias: "champion" } }),
    ).rejects.toMatchObject({
      code: "invalid",
      message: "Registered model alias champion not found.",
    });
  });

  it("knows its source run and the digest of its files", async () => {
    const name = await aModel();
    await aVersion(name);
    const seen = () => perform(describeVersion, { ...context, input: { name, version: 1 } });
    const before = await seen();
    expect([before.sourceRun?.id, before.digest?.files]).toEqual([runId, 0]);
    const row = { projectId: "default", sha256: new Uint8Array(32), size: 7n };
    const [experiment] = await context.stores.database.prisma.experiment.findMany();
    await context.stores.database.prisma.artifact.create({
      data: { ...row, path: `${experiment?.id}/${runId}/artifacts/model/MLmodel` },
    });
    const after = await seen();
    expect([after.digest?.files, after.digest?.bytes]).toEqual([1, 7]);
    expect(after.digest?.sha256).not.toBe(before.digest?.sha256);
    await aVersion(name, "s3://bucket/model");
    expect((await perform(describeVersion, { ...context, input: { name, version: 2 } })).digest).toBeNull();
  });
});

describe("stages", () => {
  it("has one Production, archives who stood there, and records both moves", async () => {
    const name = await aModel();
    for (let n = 0; n < 3; n++) await aVersion(name);
    await move(name, 1, "production");
    await move(name, 2, "Production");
    await move(name, 2, "Production");
    expect(await moves(name)).toEqual([
      "1: None → Production",
      "1: Production → Archived",
      "2: None → Production",
    ]);
    const last = (await trail("transition-version")).at(-2);
    expect(JSON.parse(last?.body ?? "{}")).toMatchObject({
      target: { type: "version", name: `${name}/2` },
      before: { stage: "None" },
      after: { stage: "Production", archived: [1] },
    });
  });

  it("stays so when many enter at once", async () => {
    const name = await aModel();
    for (let n = 0; n < 4; n++) await aVersion(name);
    await Promise.all([1, 2, 3, 4].map((version) => move(name, version, "Production")));
    const { versions } = await perform(searchVersions, {
      ...context,
      input: { filter: `name = '${name}' AND stage = 'Production'` },
    });
    expect(versions).toHaveLength(1);
    expect(await moves(name)).toHaveLength(7);
  });

  it("archives what else is in Staging only when told to, and takes no other stage for that", async () => {
    const name = await aModel();
    for (let n = 0; n < 3; n++) await aVersion(name);
    await move(name, 1, "Staging");
    await move(name, 2, "Staging");
    await move(name, 3, "Staging", true);
    const { latestVersions } = await perform(getModel, { ...context, input: { name } });
    expect(latestVersions.map(({ number, stage }) => [number, stage])).toEqual([
      [2, "Archived"],
      [3, "Staging"],
    ]);
    await expect(move(name, 1, "None", true)).rejects.toMatchObject({ code: "invalid" });
    await expect(move(name, 1, "Prod")).rejects.toMatchObject({
      message: expect.stringContaining(
        "Invalid Model Version stage: Prod. Value must be one of None, Staging, Production, Archived.",
      ),
    });
  });

  it("keeps a history that outlives versions and can say what stood where", async () => {
    const name = await aModel();
    await aVersion(name);
    await move(name, 1, "Production");
    const { standing } = await history(name);
    expect(standing).toEqual([{ version: 1, stage: "Production", since: expect.any(Date) }]);
    const then = standing[0]?.since.toISOString();
    await perform(deleteVersion, { ...context, input: { name, version: 1 } });
    expect(await moves(name)).toEqual(["1: None → Production", "1: Production → Archived"]);
    expect((await history(name, { at: then })).standing.map(({ stage }) => stage)).toEqual(["Production"]);
    expect((await history(name, { at: "0" })).standing).toEqual([]);
  });

  it("cannot be rewritten", async () => {
    const { prisma } = context.stores.database;
    await expect(prisma.transition.updateMany({ data: { actor: "somebody" } })).rejects.toThrow(
      /append-only/,
    );
    await expect(prisma.transition.deleteMany()).rejects.toThrow(/append-only/);
  });
});

describe("models", () => {
  it("takes a name once, also by renaming", async () => {
    const [first, second] = [await aModel(), await aModel()];
    const taken = { code: "already-exists", message: `Registered Model (name=${first}) already exists.` };
    await expect(perform(createModel, { ...context, input: { name: first } })).rejects.toMatchObject(taken);
    await expect(
      perform(renameModel, { ...context, input: { name: second, newName: first } }),
    ).rejects.toMatchObject(taken);
    const together = await Promise.allSettled(
      Array.from({ length: 4 }, () => perform(createModel, { ...context, input: { name: "at once" } })),
    );
    expect(together.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it.each(["", "   ", "a/b", "a:b", ".", "..", "a\nb", "x".repeat(257)])(
    "refuses the name %j",
    async (name) => {
      await expect(perform(createModel, { ...context, input: { name } })).rejects.toMatchObject({
        code: "invalid",
      });
    },
  );

  it("is gone with everything when deleted, and the trail keeps what it was", async () => {
    const name = await aModel({ description: "kept in the trail" });
    await aVersion(name);
    await move(name, 1, "Production");
    await perform(deleteModel, { ...context, input: { name } });
    await expect(perform(getModel, { ...context, input: { name } })).rejects.toMatchObject({
      code: "not-found",
    });
    const entry = (await trail("delete-model")).at(-1);
    expect(JSON.parse(entry?.body ?? "{}").before).toMatchObject({
      description: "kept in the trail",
      versions: [{ version: 1, stage: "Production" }],
    });
  });

  it("is another project's: not found", async () => {
    const name = await aModel();
    const project = { id: "elsewhere", slug: "elsewhere", name: "Elsewhere" };
    const foreign = { ...context, project };
    await expect(perform(getModel, { ...foreign, input: { name } })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(
      perform(createVersion, { ...foreign, input: { name, source: `runs:/${runId}/model` } }),
    ).rejects.toMatchObject({ code: "not-found" });
    expect((await perform(searchModels, { ...foreign, input: {} })).models).toEqual([]);
  });
});
