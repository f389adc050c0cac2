import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { type Context, perform } from "@/lib/verbs/kernel";
import { type Board, openBoard } from "@/lib/verbs/registry/testing/board";
import { createVersion } from "@/lib/verbs/registry/versions/create-version";
import { putArtifact } from "@/lib/verbs/tracking/artifacts/put-artifact";
import { createExperiment } from "@/lib/verbs/tracking/experiments/create-experiment";
import { createLoggedModel } from "@/lib/verbs/tracking/logged-models/create-logged-model";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";

let board: Board;
beforeAll(async () => {
  board = await openBoard();
});

let experiments = 0;
const experiment = async (artifactLocation?: string) => {
  const input = { name: `e-${++experiments}`, ...(artifactLocation ? { artifactLocation } : {}) };
  return (await perform(createExperiment, { ...board.dana, input })).id;
};
const make = async (source: string, by: Context = board.dana) => {
  const name = await board.model();
  return { name, ...(await perform(createVersion, { ...by, input: { name, source } })) };
};
const handsOf = async (source: string, by?: Context) => {
  const { name } = await make(source, by);
  const { prisma } = board.stores.database;
  return (await prisma.version.findFirstOrThrow({ where: { model: { name } } })).originalHands;
};
const idOf = ({ actor }: Context) => ("userId" in actor ? actor.userId : "");
const refused = { code: "invalid", message: expect.stringContaining("several runs or logged models") };

describe("a source of which several runs' or logged models' files could be a part is refused", () => {
  // Before: such a version took the hands of all below it, gave them to all after it, and its request sealed the experiment.
  it("of an experiment that lies by its number", async () => {
    const id = await experiment();
    const run = await perform(createRun, { ...board.dana, input: { experimentId: id } });
    const model = await perform(createLoggedModel, { ...board.dana, input: { experimentId: id } });
    for (const source of [id, `${id}/`, `//${id}`, `${id}/models`, "0", "0/models"])
      await expect(make(`mlflow-artifacts:/${source}`)).rejects.toMatchObject(refused);
    for (const source of [
      run.artifactUri,
      run.artifactUri.replace("/artifacts", ""),
      `${run.artifactUri}/model`,
      `runs:/${run.id}/model`,
      model.artifactUri,
      model.artifactUri.replace("/artifacts", ""),
      `models:/${model.id}`,
      "mlflow-artifacts:/loose/model",
    ])
      await expect(make(source)).resolves.toMatchObject({ source });
  });

  it("of one that lies in a folder of its own, and of all above it", async () => {
    const id = await experiment("mlflow-artifacts:///team/a/");
    const run = await perform(createRun, { ...board.dana, input: { experimentId: id } });
    for (const source of ["team", "team/a", "team/a/models", `${id}`])
      await expect(make(`mlflow-artifacts:/${source}`)).rejects.toMatchObject(refused);
    for (const source of [
      `runs:/${run.id}/m`,
      `mlflow-artifacts:/team/a/${run.id}`,
      "mlflow-artifacts:/team/ab",
    ])
      await expect(make(source)).resolves.toMatchObject({ source });
  });

  it("of one whose runs lie in the root", async () => {
    await make("mlflow-artifacts:/models");
    await expect(experiment("mlflow-artifacts:/")).resolves.toBeDefined();
    await expect(make("mlflow-artifacts:/models")).rejects.toMatchObject(refused);
    await expect(make("mlflow-artifacts:/plain")).resolves.toBeDefined();
    await expect(make("mlflow-artifacts:/")).rejects.toMatchObject({ code: "invalid" });
  });

  it("and by a copy of a version that was made before", async () => {
    const id = await experiment();
    const { name } = await make("mlflow-artifacts:/older");
    await board.stores.database.prisma.version.updateMany({
      where: { model: { name } },
      data: { storage: `mlflow-artifacts:/${id}` },
    });
    await expect(make(`models:/${name}/1`)).rejects.toMatchObject(refused);
  });

  // Before: no engineer could approve anything of that experiment any more, and no run of it could write a file.
  it("so nobody takes the engineers' approvals away, or the others' files, by naming all of it", async () => {
    const { dana, paul, emil, noor, olga, ask, decide } = board;
    const id = await experiment();
    const run = (by: Context) => perform(createRun, { ...by, input: { experimentId: id } });
    for (const engineer of [emil, noor, olga])
      await make(`runs:/${(await run(engineer)).id}/model`, engineer);
    const tried = make(`mlflow-artifacts:/${id}`).then(({ name }) => ask(name, 1));
    await tried.catch(() => "refused");
    const other = await run(paul);
    const input = { path: `${id}/${other.id}/artifacts/model/a`, bytes: Readable.from(["x"]) };
    await expect(perform(putArtifact, { ...paul, input })).resolves.toBeDefined();
    const { name } = await make(`runs:/${other.id}/model`, paul);
    const request = await ask(name, 1, dana);
    await expect(decide(request.id, "approve", emil)).resolves.toMatchObject({ status: "applied" });
  });
});

describe("an experiment's folder", () => {
  // Before: its runs' files were another run's or a version's too.
  it("lies in no run's and no version's", async () => {
    const run = await perform(createRun, { ...board.dana, input: {} });
    const model = await perform(createLoggedModel, { ...board.dana, input: { experimentId: "0" } });
    await make("mlflow-artifacts:/shelf/model");
    await make("mlflow-artifacts:/rack/models");
    const cases: [string, string][] = [
      [`${run.artifactUri}/x`, `the folder of run ${run.id}`],
      [run.artifactUri, `the folder of run ${run.id}`],
      [`${model.artifactUri}/x`, `the folder of logged model ${model.id}`],
      ["mlflow-artifacts:/shelf/model", "of which version 1 of"],
      ["mlflow-artifacts:/shelf/model/deep", "of which version 1 of"],
      ["mlflow-artifacts:/rack", "of which version 1 of"],
    ];
    for (const [location, words] of cases)
      await expect(experiment(location)).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining(words),
      });
    await expect(experiment("mlflow-artifacts:/shelf")).resolves.toBeDefined();
    await expect(experiment("mlflow-artifacts:/shelf")).resolves.toBeDefined();
    await expect(experiment("s3://bucket/x")).resolves.toBeDefined();
  });
});

describe("whose hands a new version's files have already", () => {
  it("counts those who made versions of the same folder, and whom those had it from", async () => {
    const { emil, noor, dana } = board;
    await make("mlflow-artifacts:/same", emil);
    expect(await handsOf("mlflow-artifacts:/same", noor)).toEqual([idOf(emil)]);
    expect((await handsOf("mlflow-artifacts:/same", dana)).sort()).toEqual([idOf(emil), idOf(noor)].sort());
  });

  // Before: whoever had a hand in anything below a folder had one in all that came later.
  it("of a folder above takes who made its version, and not whose files it was made of", async () => {
    const { emil, noor, dana } = board;
    await make("mlflow-artifacts:/above/one", emil);
    expect(await handsOf("mlflow-artifacts:/above", dana)).toEqual([idOf(emil)]);
    expect(await handsOf("mlflow-artifacts:/above/two", noor)).toEqual([idOf(dana)]);
    expect((await handsOf("mlflow-artifacts:/above", emil)).sort()).toEqual(
      [idOf(emil), idOf(dana), idOf(noor)].sort(),
    );
  });

  // Before: one URI elsewhere was one file, though nobody here knows what lies there.
  it.each(["s3://bucket/model", "runs:/of-another-server/model"])(
    "takes none by a URI: %s",
    async (source) => {
      const { emil, noor } = board;
      const { name } = await make(source, emil);
      expect(await handsOf(source, noor)).toEqual([]);
      expect(await handsOf(`models:/${name}/1`, noor)).toEqual([idOf(emil)]);
    },
  );

  // Before: by a URI elsewhere too, and each version with each of its folder: of many it took hours.
  it("are found by an upgrade for what is here already, of our store", async () => {
    const { emil, noor, dana, stores } = board;
    const made: string[] = [];
    for (const by of [emil, noor, noor, dana]) made.push((await make("mlflow-artifacts:/upgraded", by)).name);
    const elsewhere = [await make("s3://bucket/old", emil), await make("s3://bucket/old", noor)];
    const many = await make("mlflow-artifacts:/upgraded/many", emil);
    const client = await stores.database.connect();
    try {
      await client.query(
        `INSERT INTO version (id, project_id, model_id, number, source, storage, created_at, created_by)
         SELECT 'many-' || n, project_id, model_id, n, source, storage, created_at + n * interval '1 ms', created_by
         FROM version, generate_series(2, 10000) n WHERE storage = $1`,
        [many.storage],
      );
      await client.query("UPDATE version SET original_hands = '{}'");
      const file = "prisma/migrations/20261128000036_hands/migration.sql";
      const [update = ""] =
        /(?:WITH first[^;]*)?UPDATE version v[^;]*;/.exec(readFileSync(file, "utf8")) ?? [];
      await client.query(`SET statement_timeout = '5s'; ${update}`);
    } finally {
      await client.end();
    }
    const kept = async (name: string) =>
      (await stores.database.prisma.version.findFirstOrThrow({ where: { number: 1, model: { name } } }))
        .originalHands;
    const both = [idOf(emil), idOf(noor)].sort();
    expect(await Promise.all(made.map(kept))).toEqual([[], [idOf(emil)], both, both]);
    expect(await Promise.all(elsewhere.map(({ name }) => kept(name)))).toEqual([[], []]);
  });
});
