import { beforeAll, describe, expect, it } from "vitest";
import { at, openWire, textAt } from "./testing/client";

let wire: Awaited<ReturnType<typeof openWire>>;
beforeAll(async () => {
  wire = await openWire();
});

const newRun = async (body: object = {}) => textAt(await wire.post("runs/create", body), "run.info.run_id");
const dataOf = async (run_id: string) => at(await wire.get("runs/get", { run_id }), "run.data");
const many = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index));
const metric = (key: string, more: object = {}) => ({ key, value: 1, timestamp: 1, step: 0, ...more });
const refusal = { status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } };

describe("log-batch", () => {
  it("keeps the latest of a metric by step, then time, then value; a number beats NaN", async () => {
    const run_id = await newRun();
    await wire.post("runs/log-batch", {
      run_id,
      metrics: [
        metric("a", { step: 2, value: 5 }),
        metric("a", { step: 1, value: 9, timestamp: 99 }),
        metric("b", { value: 1 }),
        metric("b", { value: "NaN" }),
        metric("c", { value: "Infinity", step: "9007199254740993" }),
      ],
    });
    await wire.post("runs/log-metric", { run_id, ...metric("b", { value: "nan" }) });
    expect(await dataOf(run_id)).toMatchObject({
      metrics: [
        { key: "a", value: 5, step: 2, timestamp: 1 },
        { key: "b", value: 1 },
        { key: "c", value: "Infinity" },
      ],
    });
    const exact = await wire.get("metrics/get-history", { run_id, metric_key: "c" });
    expect(at(exact, "metrics")).toEqual([
      { key: "c", value: "Infinity", step: 9007199254740993n, timestamp: 1 },
    ]);
  });

  it("takes a replay, and refuses a changed param with MLflow's words; nothing of that batch stays", async () => {
    const run_id = await newRun();
    const batch = { run_id, params: [{ key: "lr", value: "0.1" }], tags: [{ key: "t", value: "1" }] };
    expect((await wire.post("runs/log-batch", batch)).status).toBe(200);
    expect((await wire.post("runs/log-batch", batch)).status).toBe(200);
    const changed = await wire.post("runs/log-batch", {
      run_id,
      params: [{ key: "lr", value: "0.2" }],
      tags: [{ key: "t", value: "2" }],
    });
    expect(changed).toMatchObject(refusal);
    expect(textAt(changed, "message")).toBe(
      `Changing param values is not allowed. Param with key='lr' was already logged with value='0.1' for run ID='${run_id}'. Attempted logging new value '0.2'.`,
    );
    expect(await dataOf(run_id)).toMatchObject({ params: [{ key: "lr", value: "0.1" }] });
    expect(JSON.stringify(await dataOf(run_id))).toContain('{"key":"t","value":"1"}');
  });

  it("cuts long values as MLflow does and remembers how long they were", async () => {
    const run_id = await newRun();
    await wire.post("runs/log-batch", {
      run_id,
      params: [{ key: "p", value: "€".repeat(6001) }],
      tags: [{ key: "t", value: "x".repeat(9000) }],
    });
    const { prisma } = wire.stores.database;
    const param = await prisma.runParam.findFirstOrThrow({ where: { runId: run_id } });
    expect([param.value.length, param.originalLength]).toEqual([6000, 6001]);
    const tag = await prisma.runTag.findFirstOrThrow({ where: { runId: run_id, key: "t" } });
    expect([tag.value.length, tag.originalLength]).toEqual([8000, 9000]);
  });

  it.each([
    ["no run", { metrics: [] }, "Missing value for required parameter 'run_id'"],
    ["no timestamp", { metrics: [{ key: "a", value: 1 }] }, "required parameter 'metrics[0].timestamp'"],
    ["no value", { metrics: [{ key: "a", timestamp: 1 }] }, "required parameter 'metrics[0].value'"],
    ["no key", { metrics: [metric("a"), { value: 1, timestamp: 1 }] }, "required parameter 'metrics[1].key'"],
    ["a tag without key", { tags: [{ value: "a" }] }, "required parameter 'tags[0].key'"],
    ["metrics of no list", { metrics: {} }, "metrics"],
    ["a metric of null", { metrics: [null] }, "metrics[0]"],
    ["1001 metrics", { metrics: many(1001, () => metric("a")) }, "at most 1000 metrics"],
    ["101 params", { params: many(101, (i) => ({ key: `p${i}`, value: "" })) }, "at most 100 params"],
    ["101 tags", { tags: many(101, (i) => ({ key: `t${i}`, value: "" })) }, "at most 100 tags"],
    [
      "1001 in all",
      { metrics: many(1000, () => metric("a")), tags: [{ key: "t", value: "" }] },
      "at most 1000 metrics, params, and tags",
    ],
    [
      "a param twice",
      { params: [1, 2].map((value) => ({ key: "p", value: String(value) })) },
      "Duplicate parameter keys have been submitted",
    ],
    ["a step of 2^63", { metrics: [metric("a", { step: "9223372036854775808" })] }, "out of range"],
    ["a half step", { metrics: [metric("a", { step: 1.5 })] }, "64-bit integer"],
    ["a value of 1e400", { metrics: [metric("a", { value: "1e400" })] }, "out of range"],
    ["a value of text", { metrics: [metric("a", { value: "high" })] }, "must be a number"],
    ["a value of a list", { metrics: [metric("a", { value: [1] })] }, "must be a number"],
    ["a key of ..", { metrics: [metric("..")] }, "must not resolve to other names"],
    ["a key with a leading /", { metrics: [metric("/a")] }, "must not resolve to other names"],
    ["a key with //", { params: [{ key: "a//b", value: "" }] }, "must not resolve to other names"],
    ["a key of 251", { metrics: [metric("a".repeat(251))] }, "250"],
    ["an empty key", { metrics: [metric("")] }, "Invalid metric name"],
    ["a key with #", { tags: [{ key: "a#b", value: "" }] }, "Names may only contain"],
    ["a NUL", { tags: [{ key: "a", value: "\u0000" }] }, "NUL"],
    ["a lone surrogate", { params: [{ key: "a", value: "\ud800" }] }, "surrogate"],
  ])("refuses %s", async (_, body, words) => {
    const run_id = words.includes("run_id") ? undefined : await newRun();
    const answer = await wire.post("runs/log-batch", { run_id, ...body });
    expect(answer).toMatchObject(refusal);
    expect(textAt(answer, "message")).toContain(words);
  });

  it("names the field alone where one thing is logged", async () => {
    const run_id = await newRun();
    for (const [path, body, field] of [
      ["log-metric", { key: "a", value: 1 }, "timestamp"],
      ["log-metric", { value: 1, timestamp: 1 }, "key"],
      ["log-parameter", { value: "a" }, "key"],
      ["set-tag", { key: "a" }, "value"],
      ["set-tag", { value: "a" }, "key"],
    ] as const)
      expect(textAt(await wire.post(`runs/${path}`, { run_id, ...body }), "message")).toContain(
        `Missing value for required parameter '${field}'`,
      );
    expect((await wire.post("runs/log-parameter", { run_id, key: "empty" })).status).toBe(200);
  });

  it("takes what Python writes: bare NaN, true, unknown fields, run_uuid, an object inside a text", async () => {
    const run_id = await newRun();
    const body = `{"run_uuid": "${run_id}", "metrics": [{"key": "n", "value": NaN, "timestamp": 1, "step": null, "new": 1}, {"key": "t", "value": true, "timestamp": "2"}]}`;
    expect((await wire.send("POST", "runs/log-batch", body)).status).toBe(200);
    expect((await wire.send("POST", "runs/log-batch", JSON.stringify(body))).status).toBe(200);
    expect(await dataOf(run_id)).toMatchObject({
      metrics: [
        { key: "n", value: "NaN", step: 0 },
        { key: "t", value: 1, timestamp: 2 },
      ],
    });
  });

  it.each([
    "{",
    "[]",
    "null",
    '"x"',
    '{"a":1,}',
    '{"run_id":"a","run_id":"b"}',
    "// a",
    "\ufeff[",
    "[".repeat(10_000),
  ])("calls %.20s malformed", async (body) => {
    expect(await wire.send("POST", "runs/log-batch", body)).toMatchObject({
      status: 400,
      body: { error_code: "BAD_REQUEST" },
    });
  });
});

describe("life of a run", () => {
  it("is created with what is said, the time of now where none is, and long tags cut", async () => {
    const before = Date.now();
    const made = await wire.post("runs/create", { tags: [{ key: "t", value: "x".repeat(8001) }] });
    expect(Number(at(made, "run.info.start_time"))).toBeGreaterThanOrEqual(before);
    expect(at(made, "run.info")).toMatchObject({ status: "RUNNING", experiment_id: "0" });
    const run_id = textAt(made, "run.info.run_id");
    const tag = await wire.stores.database.prisma.runTag.findFirstOrThrow({
      where: { runId: run_id, key: "t" },
    });
    expect([tag.value.length, tag.originalLength]).toEqual([8000, 8001]);
    for (const body of [
      { experiment_id: "abc" },
      { run_name: "a", tags: [{ key: "mlflow.runName", value: "b" }] },
      { start_time: "9223372036854775807" },
      { tags: [{ key: "../a", value: "b" }] },
      { tags: [{ value: "b" }] },
      { run_name: "nul \u0000" },
    ])
      expect(await wire.post("runs/create", body)).toMatchObject(refusal);
    expect((await wire.post("runs/create", { experiment_id: "987654" })).status).toBe(404);
  });

  it("takes a status by name or number, and ignores one that is none", async () => {
    const run_id = await newRun();
    const status = async (given: unknown) =>
      at(await wire.post("runs/update", { run_id, status: given }), "run_info.status");
    expect([await status("FAILED"), await status(3), await status("DONE"), await status(77)]).toEqual([
      "FAILED",
      "FINISHED",
      "FINISHED",
      "FINISHED",
    ]);
    expect(await wire.post("runs/update", { run_id, end_time: "9223372036854775807" })).toMatchObject(
      refusal,
    );
  });

  it("refuses every write once deleted, and takes them again when restored", async () => {
    const run_id = await newRun();
    expect((await wire.post("runs/delete", { run_id })).status).toBe(200);
    expect((await wire.post("runs/delete", { run_id })).status).toBe(200);
    const writes: [string, object][] = [
      ["log-batch", { metrics: [metric("a")] }],
      ["log-metric", metric("a")],
      ["log-parameter", { key: "a", value: "b" }],
      ["set-tag", { key: "a", value: "b" }],
      ["delete-tag", { key: "mlflow.runName" }],
      ["update", { status: "FINISHED" }],
      ["log-inputs", { datasets: [] }],
      ["outputs", { models: [] }],
      [
        "log-model",
        { model_json: JSON.stringify({ artifact_path: "m", flavors: {}, utc_time_created: "x", run_id }) },
      ],
    ];
    for (const [path, body] of writes) {
      const answer = await wire.post(`runs/${path}`, { run_id, ...body });
      expect(answer).toMatchObject(refusal);
      expect(textAt(answer, "message")).toContain("must be in the 'active' state");
    }
    expect((await wire.post("runs/restore", { run_id })).status).toBe(200);
    expect((await wire.post("runs/restore", { run_id })).status).toBe(200);
    expect((await wire.post("runs/set-tag", { run_id, key: "a", value: "b" })).status).toBe(200);
  });

  it("does not find what is not there", async () => {
    const run_id = "f".repeat(32);
    for (const path of ["delete", "restore", "update", "log-batch", "log-inputs", "outputs"])
      expect(await wire.post(`runs/${path}`, { run_id })).toMatchObject({
        status: 404,
        body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: `Run with id=${run_id} not found` },
      });
    expect((await wire.post("runs/delete", { run_id: "../x" })).status).toBe(400);
    expect(textAt(await wire.post("runs/delete", {}), "message")).toContain("required parameter 'run_id'");
  });

  it("is renamed by its tag and by update, and loses a tag once", async () => {
    const run_id = await newRun({ run_name: "one" });
    await wire.post("runs/set-tag", { run_id, key: "mlflow.runName", value: "two" });
    const info = async () => at(await wire.get("runs/get", { run_id }), "run.info.run_name");
    expect(await info()).toBe("two");
    await wire.post("runs/update", { run_id, run_name: "three", status: "FINISHED", end_time: 5 });
    expect(JSON.stringify(await dataOf(run_id))).toContain('{"key":"mlflow.runName","value":"three"}');
    await wire.post("runs/set-tag", { run_id, key: "gone", value: "x" });
    expect((await wire.post("runs/delete-tag", { run_id, key: "gone" })).status).toBe(200);
    expect(await wire.post("runs/delete-tag", { run_id, key: "gone" })).toMatchObject({
      status: 404,
      body: { message: `No tag with name: gone in run with id ${run_id}` },
    });
  });

  it("stores a dataset once, whoever logs it, and lists it", async () => {
    const experiment_id = textAt(
      await wire.post("experiments/create", { name: "datasets" }),
      "experiment_id",
    );
    const dataset = { name: "d", digest: "1", source_type: "local", source: "{}", schema: "{}" };
    const tags = [{ key: "mlflow.data.context", value: "training" }];
    for (const run_id of [await newRun({ experiment_id }), await newRun({ experiment_id })]) {
      for (let time = 0; time < 2; time++)
        expect((await wire.post("runs/log-inputs", { run_id, datasets: [{ tags, dataset }] })).status).toBe(
          200,
        );
      expect(at(await wire.get("runs/get", { run_id }), "run.inputs")).toEqual({
        dataset_inputs: [{ tags, dataset }],
      });
    }
    expect(await wire.stores.database.prisma.dataset.count({ where: { name: "d" } })).toBe(1);
    expect(
      at(
        await wire.post("experiments/search-datasets", { experiment_ids: [experiment_id] }),
        "dataset_summaries",
      ),
    ).toEqual([{ experiment_id, name: "d", digest: "1", context: "training" }]);
    const without = await wire.post("runs/log-inputs", {
      run_id: await newRun(),
      datasets: [{ dataset: { name: "d" } }],
    });
    expect(textAt(without, "message")).toContain("required parameter 'datasets[0].dataset.digest'");
  });

  it("appends to the history of logged models, once each", async () => {
    const run_id = await newRun();
    const model = (artifact_path: string) =>
      JSON.stringify({ run_id, artifact_path, flavors: { sklearn: {} }, utc_time_created: "2026-01-01" });
    for (const path of ["a", "a", "b"])
      expect((await wire.post("runs/log-model", { run_id, model_json: model(path) })).status).toBe(200);
    const tag = await wire.stores.database.prisma.runTag.findFirstOrThrow({
      where: { runId: run_id, key: "mlflow.log-model.history" },
    });
    expect(JSON.parse(tag.value)).toMatchObject([{ artifact_path: "a" }, { artifact_path: "b" }]);
    for (const model_json of ["{", "[]", '{"run_id":"a"}'])
      expect(await wire.post("runs/log-model", { run_id, model_json })).toMatchObject(refusal);
  });
});
