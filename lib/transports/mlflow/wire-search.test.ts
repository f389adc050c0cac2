import { beforeAll, describe, expect, it } from "vitest";
import { type Answered, at, openWire, textAt } from "./testing/client";

let wire: Awaited<ReturnType<typeof openWire>>;
let experiment_id: string;
const idOf = new Map<string, string>();

/** Runs a to g: `loss` of each, NaN and missing among them; two with the same one. */
const losses: [name: string, loss: number | string | undefined][] = [
  ["a", 0.5],
  ["b", "NaN"],
  ["c", 0.1],
  ["d", undefined],
  ["e", 0.5],
  ["f", "-Infinity"],
  ["g", "NaN"],
];

beforeAll(async () => {
  wire = await openWire();
  experiment_id = textAt(await wire.post("experiments/create", { name: "search" }), "experiment_id");
  for (const [index, [run_name, loss]] of losses.entries()) {
    const body = { experiment_id, run_name, start_time: 1000 + index };
    const run_id = textAt(await wire.post("runs/create", body), "run.info.run_id");
    idOf.set(run_name, run_id);
    await wire.post("runs/log-batch", {
      run_id,
      metrics: loss === undefined ? [] : [{ key: "loss", value: loss, timestamp: 1, step: 0 }],
      params: run_name < "d" ? [{ key: "lr", value: String(index) }] : [],
      tags: [{ key: "team", value: run_name.toUpperCase() }],
    });
  }
});

const search = (body: object) => wire.post("runs/search", { experiment_ids: [experiment_id], ...body });
const names = (answer: Answered): string => {
  const runs = at(answer, "runs") ?? [];
  if (!Array.isArray(runs)) throw new Error(JSON.stringify(answer));
  return runs.map(({ info }) => String(info.run_name)).join("");
};
async function paged(body: object, max_results: number): Promise<string> {
  let [seen, page_token]: [string, unknown] = ["", undefined];
  do {
    const page = await search({ ...body, max_results, page_token });
    seen += names(page);
    page_token = at(page, "next_page_token");
  } while (page_token !== undefined);
  return seen;
}

describe("runs/search", () => {
  it.each([
    ["newest first without an order", [], "gfedcba"],
    ["numbers, then NaN, then missing", ["metrics.loss"], "fceagbd"],
    ["the same when descending", ["metrics.loss DESC"], "eacfgbd"],
    ["params as text, missing last", ["params.lr DESC"], "cbagfed"],
    ["tags, then attributes", ["tags.team DESC", "attributes.run_name"], "gfedcba"],
    ["a text attribute", ["run_name ASC"], "abcdefg"],
    ["missing end times last", ["attributes.end_time DESC", "start_time ASC"], "abcdefg"],
    ["keys in backticks", ["metrics.`loss` DESC", "params.`lr`"], "aecfbgd"],
  ])("orders %s, whatever the page", async (_, order_by, expected) => {
    expect(names(await search({ order_by }))).toBe(expected);
    for (const size of [1, 2, 3, 7]) expect(await paged({ order_by }, size)).toBe(expected);
  });

  it("goes on after a page although runs come and go", async () => {
    const order_by = ["metrics.loss"];
    const first = await search({ order_by, max_results: 3 });
    const extra = textAt(
      await wire.post("runs/create", { experiment_id, run_name: "x", start_time: 1 }),
      "run.info.run_id",
    );
    await wire.post("runs/log-metric", { run_id: extra, key: "loss", value: -5, timestamp: 1 });
    const rest = await search({ order_by, page_token: at(first, "next_page_token") });
    await wire.post("runs/delete", { run_id: extra });
    expect(names(first) + names(rest)).toBe("fceagbd");
  });

  it("gives whole runs", async () => {
    expect(at(await search({ filter: "run_name = 'c'" }), "runs")).toMatchObject([
      {
        info: { run_id: idOf.get("c"), run_name: "c", status: "RUNNING", start_time: 1002, experiment_id },
        data: {
          metrics: [{ key: "loss", value: 0.1, timestamp: 1, step: 0 }],
          params: [{ key: "lr", value: "2" }],
          tags: [
            { key: "mlflow.runName", value: "c" },
            { key: "team", value: "C" },
          ],
        },
      },
    ]);
  });

  it.each([
    ["metrics.loss > 0.1", "ea"],
    ["metrics.loss != 0.5", "gfcb"],
    ["metrics.loss < 1 and params.lr = '0'", "a"],
    ["params.lr IS NULL AND tags.team != 'G'", "fed"],
    ["tags.team ILIKE 'a'", "a"],
    ["attributes.start_time >= 1005", "gf"],
    ["run_name LIKE '_' AND params.lr IS NOT NULL", "cba"],
    ["status = 'running'", ""],
    ["tags.team = 'A' OR tags.team = 'B'", "ba"],
  ])("finds by %s", async (filter, expected) => {
    expect(names(await search({ filter }))).toBe(expected);
  });

  it("finds nothing in no experiment, and none of an unknown one", async () => {
    expect(await search({ experiment_ids: [] })).toEqual({ status: 200, body: {} });
    expect(await search({ experiment_ids: ["99999"] })).toEqual({ status: 200, body: {} });
    expect(names(await search({ experiment_ids: ["99999", experiment_id] }))).toBe("gfedcba");
  });

  it("shows what is in the trash when asked", async () => {
    const run_id = idOf.get("a");
    await wire.post("runs/delete", { run_id });
    expect(names(await search({}))).toBe("gfedcb");
    expect(names(await search({ run_view_type: "DELETED_ONLY", filter: "run_name != 'x'" }))).toBe("a");
    expect(names(await search({ run_view_type: "ALL", filter: "run_name != 'x'" }))).toBe("gfedcba");
    await wire.post("runs/restore", { run_id });
  });

  it("binds its tokens to the query", async () => {
    const page_token = at(await search({ max_results: 1 }), "next_page_token");
    for (const other of [
      { filter: "params.lr = '1'" },
      { order_by: ["run_name"] },
      { run_view_type: "ALL" },
    ]) {
      const answer = await search({ ...other, page_token });
      expect(answer.status).toBe(400);
      expect(textAt(answer, "message")).toContain("Invalid page token");
    }
  });

  it.each([
    ["max_results 0", { max_results: 0 }],
    ["max_results -1", { max_results: -1 }],
    ["max_results 1e9", { max_results: 1e9 }],
    ["max_results 1.5", { max_results: 1.5 }],
    ["max_results NaN", { max_results: "NaN" }],
    ["an id of text", { experiment_ids: ["abc"] }],
    ["an id of null", { experiment_ids: [null] }],
    ["ids of no list", { experiment_ids: {} }],
    ["order by SQL", { order_by: ["metrics.x; DROP TABLE runs"] }],
    ["order by 1=1", { order_by: ["1=1--"] }],
    ["order by a number", { order_by: [7] }],
    ["order by what is not there", { order_by: ["attributes.nope"] }],
    ["order by a dataset", { order_by: ["dataset.name"] }],
    ["200 orders", { order_by: Array.from({ length: 200 }, (_, i) => `metrics.m${i}`) }],
    ["unbalanced quotes", { filter: "params.a = 'x" }],
    ["a comment", { filter: "params.a = 'x' -- b" }],
    ["two statements", { filter: "run_id = 'a'; run_id = 'b'" }],
    ["100 KB", { filter: `params.a = '${"x".repeat(100_000)}'` }],
    ["99 KB", { filter: `params.a = '${"x".repeat(99_000)}'` }],
    ["nesting", { filter: `${"(".repeat(1000)}params.a = 'x'${")".repeat(1000)}` }],
    ["NaN", { filter: "metrics.a = NaN" }],
    ["a number in quotes", { filter: "metrics.a > '0.5'" }],
    ["a NUL", { filter: "params.a = '\u0000'" }],
    ["a token that is none", { page_token: "abc" }],
    ["a token of JSON", { page_token: Buffer.from('{"offset":-1}').toString("base64") }],
    ["a token of numbers", { page_token: Buffer.from("[1,2]").toString("base64url") }],
    ["a view that is none", { run_view_type: 9 }],
  ])("refuses %s", async (_, body) => {
    const answer = await search(body);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(textAt(answer, "message")).not.toMatch(/SELECT|stack|node_modules/);
  });

  it("takes a token's forged keys for keys, never for SQL", async () => {
    const real = String(at(await search({ max_results: 1 }), "next_page_token"));
    const [mark] = JSON.parse(Buffer.from(real, "base64url").toString());
    for (const keys of [
      ["x", "y"],
      ["1'; DROP TABLE run; --", "a"],
      ["99999999999999999999", "a"],
      ["1", "\u0000"],
      ["1e3", "a"],
    ]) {
      const page_token = Buffer.from(JSON.stringify([mark, ...keys])).toString("base64url");
      expect((await search({ page_token })).status).toBe(400);
    }
  });
});
