import { beforeAll, describe, expect, it } from "vitest";
import { type Answered, at, openWire, textAt } from "./testing/client";

let wire: Awaited<ReturnType<typeof openWire>>;
let experiment_id: string;
beforeAll(async () => {
  wire = await openWire();
  experiment_id = textAt(await wire.post("experiments/create", { name: "models" }), "experiment_id");
});

const create = (body: object = {}) => wire.post("logged-models", { experiment_id, ...body });
const newModel = async (body: object = {}) => textAt(await create(body), "model.info.model_id");
const newRun = async () => textAt(await wire.post("runs/create", { experiment_id }), "run.info.run_id");
const patch = (path: string, body: object) => wire.send("PATCH", path, JSON.stringify(body));
const refusal = { status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } };

describe("life of a logged model", () => {
  it("is made pending, finished, read, tagged and deleted", async () => {
    const source_run_id = await newRun();
    const made = await create({
      name: "net",
      model_type: "classifier",
      source_run_id,
      params: [{ key: "depth", value: "3" }],
      tags: [{ key: "team", value: "a" }],
    });
    const model_id = textAt(made, "model.info.model_id");
    expect(model_id).toMatch(/^m-[0-9a-f]{32}$/);
    expect(at(made, "model.info")).toMatchObject({
      experiment_id,
      name: "net",
      status: "LOGGED_MODEL_PENDING",
      model_type: "classifier",
      source_run_id,
      artifact_uri: `mlflow-artifacts:/${experiment_id}/models/${model_id}/artifacts`,
      tags: [{ key: "team", value: "a" }],
    });
    const finished = await patch(`logged-models/${model_id}`, { model_id, status: "LOGGED_MODEL_READY" });
    expect(at(finished, "model.info.status")).toBe("LOGGED_MODEL_READY");
    const tagged = await patch(`logged-models/${model_id}/tags`, { tags: [{ key: "b", value: "2" }] });
    expect(at(tagged, "model.info.tags")).toEqual([
      { key: "b", value: "2" },
      { key: "team", value: "a" },
    ]);
    expect((await wire.send("DELETE", `logged-models/${model_id}/tags/b`)).status).toBe(200);
    expect((await wire.send("DELETE", `logged-models/${model_id}/tags/b`)).status).toBe(404);
    expect(
      (await wire.post(`logged-models/${model_id}/params`, { params: [{ key: "depth", value: "3" }] }))
        .status,
    ).toBe(200);
    expect(
      await wire.post(`logged-models/${model_id}/params`, { params: [{ key: "depth", value: "4" }] }),
    ).toMatchObject(refusal);
    expect(at(await wire.get(`logged-models/${model_id}`), "model.data.params")).toEqual([
      { key: "depth", value: "3" },
    ]);
    expect((await wire.send("DELETE", `logged-models/${model_id}`)).status).toBe(200);
    expect(await wire.get(`logged-models/${model_id}`)).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST" },
    });
    expect((await wire.get(`logged-models/${model_id}`, { allow_deleted: "True" })).status).toBe(200);
  });

  it("gets its metrics from the run's, latest by dataset, and is linked to runs", async () => {
    const [model_id, run_id] = [await newModel(), await newRun()];
    const point = { key: "acc", timestamp: 1, model_id, dataset_name: "test", dataset_digest: "1" };
    await wire.post("runs/log-batch", {
      run_id,
      metrics: [
        { ...point, value: 0.5, step: 1 },
        { ...point, value: 0.9, step: 2 },
        { key: "acc", value: 0.1, timestamp: 1, step: 3 },
      ],
    });
    expect(at(await wire.get(`logged-models/${model_id}`), "model.data.metrics")).toEqual([
      { ...point, value: 0.9, step: 2, run_id },
    ]);
    expect((await wire.post("runs/outputs", { run_id, models: [{ model_id, step: 5 }] })).status).toBe(200);
    expect((await wire.post("runs/log-inputs", { run_id, models: [{ model_id }] })).status).toBe(200);
    const run = await wire.get("runs/get", { run_id });
    expect(at(run, "run.outputs")).toEqual({ model_outputs: [{ model_id, step: 5 }] });
    expect(at(run, "run.inputs")).toEqual({ model_inputs: [{ model_id }] });
    expect((await wire.post("runs/outputs", { run_id, models: [{ model_id: "m-none" }] })).status).toBe(404);
  });

  it.each([
    ["no experiment", { experiment_id: undefined }, 400],
    ["an unknown experiment", { experiment_id: "999999" }, 404],
    ["a name with a slash", { name: "a/b" }, 400],
    ["a param without key", { params: [{ value: "1" }] }, 400],
    ["tags of no list", { tags: "a" }, 400],
  ])("is not made with %s", async (_, body, status) => {
    expect((await create(body)).status).toBe(status);
  });

  it("may name a run of another server", async () => {
    const made = await create({ source_run_id: "run_of_another" });
    expect([made.status, at(made, "model.info.source_run_id")]).toEqual([200, "run_of_another"]);
  });

  it("is not finished into a status that is none", async () => {
    const model_id = await newModel();
    for (const status of [undefined, "LOGGED_MODEL_PENDING", "DONE", 1, 9, null, {}])
      expect(await patch(`logged-models/${model_id}`, { status })).toMatchObject(refusal);
    expect((await patch("logged-models/m-none", { status: 2 })).status).toBe(404);
    expect(at(await patch(`logged-models/${model_id}`, { status: 3 }), "model.info.status")).toBe(
      "LOGGED_MODEL_UPLOAD_FAILED",
    );
  });
});

describe("search", () => {
  let experiment: string;
  const search = (body: object) =>
    wire.post("logged-models/search", { experiment_ids: [experiment], ...body });
  const names = (answer: Answered): string => {
    const models = at(answer, "models") ?? [];
    if (!Array.isArray(models)) throw new Error(JSON.stringify(answer));
    return models.map(({ info }) => String(info.name)).join("");
  };

  beforeAll(async () => {
    experiment = textAt(await wire.post("experiments/create", { name: "search models" }), "experiment_id");
    const run_id = textAt(await wire.post("runs/create", { experiment_id: experiment }), "run.info.run_id");
    for (const [name, test, train] of [
      ["a", 0.5, 0.9],
      ["b", 0.7, 0.8],
      ["c", null, 0.7],
      ["d", "NaN", null],
    ] as const) {
      const model_id = await newModel({
        experiment_id: experiment,
        name,
        params: name === "d" ? [] : [{ key: "p", value: name }],
      });
      const metric = (value: number | string | null, dataset_name: string) =>
        value === null ? [] : [{ key: "acc", value, timestamp: 1, step: 0, model_id, dataset_name }];
      await wire.post("runs/log-batch", {
        run_id,
        metrics: [...metric(test, "test"), ...metric(train, "train")],
      });
      if (name < "c") await patch(`logged-models/${model_id}`, { status: "LOGGED_MODEL_READY" });
    }
  });

  it("filters and orders, by one dataset where it is named, and pages", async () => {
    expect(names(await search({}))).toBe("dcba");
    expect(names(await search({ filter: "status = 'READY'" }))).toBe("ba");
    expect(names(await search({ filter: "params.p != 'a'" }))).toBe("cb");
    expect(names(await search({ filter: "metrics.acc >= 0.8" }))).toBe("ba");
    const datasets = [{ dataset_name: "test" }];
    expect(names(await search({ filter: "metrics.acc >= 0.6", datasets }))).toBe("b");
    const order_by = [{ field_name: "metrics.acc", ascending: false, dataset_name: "test" }];
    expect(names(await search({ order_by }))).toBe("badc");
    let [seen, page_token]: [string, unknown] = ["", undefined];
    do {
      const page = await search({ order_by, max_results: 1, page_token });
      seen += names(page);
      page_token = at(page, "next_page_token");
    } while (page_token !== undefined);
    expect(seen).toBe("badc");
    const first = at(await search({ order_by, max_results: 1 }), "next_page_token");
    expect((await search({ filter: "name = 'a'", max_results: 1, page_token: first })).status).toBe(400);
    expect(names(await search({ order_by: [{ field_name: "name" }], max_results: 0 }))).toBe("abcd");
  });

  it.each([
    ["a dataset without name", { datasets: [{ dataset_digest: "1" }] }],
    ["an order without field", { order_by: [{ ascending: true }] }],
    ["an order that is no object", { order_by: ["name"] }],
    ["an unknown field", { order_by: [{ field_name: "nope" }] }],
    ["21 orders", { order_by: Array.from({ length: 21 }, (_, i) => ({ field_name: `metrics.m${i}` })) }],
    ["a bad filter", { filter: "metrics.acc > " }],
    ["max_results -1", { max_results: -1 }],
  ])("refuses %s", async (_, body) => {
    expect(await search(body)).toMatchObject(refusal);
  });
});
