import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { openHouse } from "@/lib/transports/session/testing/house";
import { type Context, perform } from "@/lib/verbs/kernel";
import { createModel } from "@/lib/verbs/registry/models/create-model";
import { searchModels } from "@/lib/verbs/registry/models/search-models";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { createVersion } from "./create-version";
import { searchVersions } from "./search-versions";
import { setAlias } from "./set-alias";
import { transitionVersion } from "./transition-version";

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

describe("sources", () => {
  it("may be as long as the wire takes them, and hard to compress", async () => {
    const name = await aModel();
    const source = `s3://b/${randomBytes(2_000).toString("hex")}`;
    expect(await aVersion(name, source)).toBe(1);
  });

  it.each([
    "",
    "/etc/passwd",
    "./model",
    "file:///etc/passwd",
    "http://169.254.169.254/latest",
    "https://example.org/model",
    "ftp://example.org/model",
    "runs:/../..",
    "models:/x/../y",
    "models:/x/latest",
    "models:/",
    "s3://bucket/..",
    "s3://bucket/%2e%2e/x",
    "mlflow-artifacts:/../x",
    "mlflow-artifacts://host/0/x",
    "mlflow-artifacts:/0/%252e%252e/x",
    "mlflow-artifacts:/999999/run/artifacts/model",
  ])("refuses %s (C6)", async (source) => {
    await expect(aVersion(await aModel(), source)).rejects.toMatchObject({ code: "invalid" });
  });

  it.each([
    "s3://bucket/folder?versionId=3#part",
    "gs://bucket/two words;x",
    "custom://host/x",
    "dbfs:/models/m",
    "sftp://host/models",
  ])("keeps %s as it came: it lies elsewhere, and nobody here has a digest of it", async (source) => {
    const made = await perform(createVersion, { ...context, input: { name: await aModel(), source } });
    expect(made).toMatchObject({ source, storage: source });
  });

  it.each([
    "RUNS:/x/model",
    "Models:/m/1",
    "MLFLOW-ARTIFACTS:/0/x",
    "File:///etc/passwd",
    "HTTP://x/y",
    "s3://b/x\ny",
    "data:/x",
  ])("refuses %j, which clients read as another source than its letters say", async (source) => {
    await expect(aVersion(await aModel(), source)).rejects.toMatchObject({ code: "invalid" });
  });

  it.each(["models:/nothing/1", `models:/m-${"0".repeat(32)}`])("does not find %s", async (source) => {
    await expect(aVersion(await aModel(), source)).rejects.toMatchObject({ code: "not-found" });
  });

  it("keeps a run of another server as it came: its files lie elsewhere, and it has no lineage", async () => {
    const add = async (source: string, more: object = {}) =>
      perform(createVersion, { ...context, input: { name: await aModel(), source, ...more } });
    const source = "runs:/run_id/model";
    expect(await add(source, { runId: "run_id" })).toMatchObject({
      source,
      storage: source,
      runId: "run_id",
      runElsewhere: true,
    });
    expect(await add(source)).toMatchObject({ runId: "run_id", runElsewhere: true });
    expect(await add(`runs:/${runId}/model`)).toMatchObject({ runId, runElsewhere: false });
    await expect(add("runs:/run_id/../x")).rejects.toMatchObject({ code: "invalid" });
  });

  it("follows runs, logged models, versions and aliases to where the files are", async () => {
    const { prisma } = context.stores.database;
    const run = await prisma.run.findUniqueOrThrow({ where: { id: runId } });
    const logged = `m-${"a".repeat(32)}`;
    await prisma.loggedModel.create({
      data: {
        id: logged,
        projectId: "default",
        experimentId: run.experimentId,
        name: "x",
        artifactUri: `mlflow-artifacts:/0/models/${logged}/artifacts`,
        sourceRunId: runId,
      },
    });
    const name = await aModel();
    const add = (source: string, more: object = {}) =>
      perform(createVersion, { ...context, input: { name, source, ...more } });
    expect((await add(`runs:/${runId}/model`)).storage).toBe(`${run.artifactUri}/model`);
    expect(await add(`models:/${logged}`, { modelId: logged })).toMatchObject({
      source: `models:/${logged}`,
      storage: `mlflow-artifacts:/0/models/${logged}/artifacts`,
      runId,
      loggedModelId: logged,
    });
    await perform(setAlias, { ...context, input: { name, alias: "best", version: 2 } });
    expect((await add(`models:/${name}/1`)).storage).toBe(`${run.artifactUri}/model`);
    expect((await add(`models:/${name}@best`)).loggedModelId).toBe(logged);
  });
});

describe("search", () => {
  const names = async (filter: string, more: object = {}) =>
    (await perform(searchModels, { ...context, input: { filter, ...more } })).models.map(({ name }) => name);

  it("hides prompts unless the filter names their tag, whose != matches models without it", async () => {
    const plain = await aModel({ tags: [{ key: "kind", value: "search" }] });
    const tags = [
      { key: "kind", value: "search" },
      { key: "mlflow.prompt.is_prompt", value: "true" },
    ];
    const prompt = await aModel({ tags });
    expect(await names("tags.kind = 'search'")).toEqual([plain]);
    const tag = "tag.`mlflow.prompt.is_prompt`";
    expect(await names(`tags.kind = 'search' AND ${tag} != 'true'`)).toEqual([plain]);
    expect(await names(`tags.kind = 'search' AND ${tag} = 'true'`)).toEqual([prompt]);
    expect(await names("tags.kind != 'other' AND name LIKE 'model %'")).toContain(plain);
    expect(await names("tags.missing != 'x'")).toEqual([]);
  });

  it("finds versions without the prompts' tag where a filter asks for what is no prompt", async () => {
    const name = await aModel();
    await aVersion(name, "s3://bucket/plain");
    await aVersion(name, "s3://bucket/prompt", { tags: [{ key: "mlflow.prompt.is_prompt", value: "true" }] });
    const tag = "tag.`mlflow.prompt.is_prompt`";
    const numbers = async (filter: string) => {
      const input = { filter: `name = '${name}' ${filter}` };
      return (await perform(searchVersions, { ...context, input })).versions.map(({ number }) => number);
    };
    expect(await numbers(`AND ${tag} != 'true'`)).toEqual([1]);
    expect(await numbers(`AND ${tag} = 'true'`)).toEqual([2]);
    expect(await numbers("")).toEqual([1]);
  });

  it("takes patterns as they are meant, and points at what is wrong", async () => {
    await perform(createModel, { ...context, input: { name: "50%_off\\x" } });
    expect(await names("name LIKE '50%'")).toEqual(["50%_off\\x"]);
    expect(await names("name ILIKE '%OFF\\x'")).toEqual(["50%_off\\x"]);
    await expect(names("owner = 'x'")).rejects.toMatchObject({
      code: "invalid",
      errors: [{ pointer: "/filter", start: 0, end: 5 }],
    });
    await expect(names("name = 'x'; DROP TABLE model")).rejects.toMatchObject({ code: "invalid" });
    await expect(names("", { orderBy: ["1; DROP TABLE model"] })).rejects.toMatchObject({ code: "invalid" });
    await expect(names("", { pageToken: "?" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("finds versions by what MLflow knows and by stage, alias and time", async () => {
    const name = await aModel();
    for (let n = 1; n <= 3; n++)
      await aVersion(name, `s3://bucket/${n}`, { tags: [{ key: "n", value: `${n}` }] });
    await aVersion(name, `runs:/${runId}/model`);
    await move(name, 2, "Staging");
    await perform(setAlias, { ...context, input: { name, alias: "best", version: 3 } });
    const found = async (filter: string, more: object = {}) =>
      (
        await perform(searchVersions, {
          ...context,
          input: { filter: `name = '${name}' AND ${filter}`, ...more },
        })
      ).versions.map(({ number }) => number);
    expect(await found("version_number >= 2", { orderBy: ["version_number ASC"] })).toEqual([2, 3, 4]);
    expect(await found("stage = 'Staging'")).toEqual([2]);
    expect(await found("alias = 'best'")).toEqual([3]);
    expect(await found("alias IS NULL", { orderBy: ["version_number ASC"] })).toEqual([1, 2, 4]);
    expect(await found("run_id != 'x'")).toEqual([4]);
    expect(
      await found("source_path LIKE 's3://bucket/%' AND tags.n IN ('1','3')", {
        orderBy: ["version_number DESC"],
      }),
    ).toEqual([3, 1]);
    expect(await found(`creation_timestamp > ${Date.now() + 60_000}`)).toEqual([]);
    const first = await perform(searchVersions, {
      ...context,
      input: { filter: `name = '${name}'`, orderBy: ["version_number ASC"], maxResults: 3 },
    });
    const rest = await perform(searchVersions, {
      ...context,
      input: {
        filter: `name = '${name}'`,
        orderBy: ["version_number ASC"],
        maxResults: 3,
        pageToken: first.nextPageToken,
      },
    });
    expect([...first.versions, ...rest.versions].map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(rest.nextPageToken).toBeNull();
  });
});
