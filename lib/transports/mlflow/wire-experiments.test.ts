import { beforeAll, describe, expect, it } from "vitest";
import { at, openWire, textAt } from "./testing/client";

let wire: Awaited<ReturnType<typeof openWire>>;
beforeAll(async () => {
  wire = await openWire();
});

let made = 0;
async function experiment(name = `experiment ${++made}`): Promise<string> {
  return textAt(await wire.post("experiments/create", { name }), "experiment_id");
}
const run = async (experiment_id: string) =>
  textAt(await wire.post("runs/create", { experiment_id }), "run.info.run_id");
const stageOf = async (run_id: string) =>
  at(await wire.get("runs/get", { run_id }), "run.info.lifecycle_stage");

describe("life of an experiment", () => {
  it("renames, and refuses a name that is taken", async () => {
    const id = await experiment();
    const other = await experiment();
    expect(await wire.post("experiments/update", { experiment_id: id, new_name: "renamed" })).toEqual({
      status: 200,
      body: {},
    });
    expect(at(await wire.get("experiments/get", { experiment_id: id }), "experiment.name")).toBe("renamed");
    expect(
      await wire.post("experiments/update", { experiment_id: other, new_name: "renamed" }),
    ).toMatchObject({ status: 400, body: { error_code: "RESOURCE_ALREADY_EXISTS" } });
  });

  it("goes to the trash with its runs and comes back with them; its name stays taken", async () => {
    const name = "to the trash";
    const id = await experiment(name);
    const [one, two] = [await run(id), await run(id)];
    await wire.post("runs/delete", { run_id: one });
    expect((await wire.post("experiments/delete", { experiment_id: id })).status).toBe(200);
    expect(await stageOf(two)).toBe("deleted");
    expect(await wire.post("experiments/delete", { experiment_id: id })).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST" },
    });
    expect(
      at(await wire.get("experiments/get-by-name", { experiment_name: name }), "experiment"),
    ).toMatchObject({ lifecycle_stage: "deleted" });
    expect(await wire.post("experiments/create", { name })).toMatchObject({
      body: { error_code: "RESOURCE_ALREADY_EXISTS" },
    });
    for (const [path, body] of [
      ["runs/create", {}],
      ["experiments/update", { new_name: "x" }],
      ["experiments/set-experiment-tag", { key: "a", value: "b" }],
    ] as const)
      expect(await wire.post(path, { experiment_id: id, ...body })).toMatchObject({
        status: 400,
        body: { error_code: "INVALID_PARAMETER_VALUE" },
      });
    expect((await wire.post("experiments/restore", { experiment_id: id })).status).toBe(200);
    expect([await stageOf(one), await stageOf(two)]).toEqual(["active", "active"]);
  });

  it("sets and deletes tags", async () => {
    const experiment_id = await experiment();
    await wire.post("experiments/set-experiment-tag", { experiment_id, key: "team", value: "a" });
    await wire.post("experiments/set-experiment-tag", { experiment_id, key: "team", value: "b" });
    expect(at(await wire.get("experiments/get", { experiment_id }), "experiment.tags")).toEqual([
      { key: "team", value: "b" },
    ]);
    const removal = () => wire.post("experiments/delete-experiment-tag", { experiment_id, key: "team" });
    expect((await removal()).status).toBe(200);
    expect((await removal()).status).toBe(404);
    const long = await wire.post("experiments/set-experiment-tag", {
      experiment_id,
      key: "long",
      value: "x".repeat(5001),
    });
    expect(long.status).toBe(400);
  });

  it.each([
    [{}, "Missing value for required parameter 'name'"],
    [{ name: "" }, "Missing value for required parameter 'name'"],
    [{ name: "x".repeat(501) }, "500"],
    [{ name: "a", artifact_location: "s3://bucket/../x" }, "Invalid artifact location"],
    [{ name: "a", artifact_location: "s3://bucket/x#y" }, "Invalid artifact location"],
    [{ name: "nul \u0000" }, "NUL"],
  ])("refuses to create %#", async (body, words) => {
    const answer = await wire.post("experiments/create", body);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(textAt(answer, "message")).toContain(words);
  });
});

describe("search", () => {
  const search = (body: object) => wire.post("experiments/search", body);
  const names = (answer: Awaited<ReturnType<typeof search>>) => {
    const found = at(answer, "experiments") ?? [];
    return Array.isArray(found) ? found.map(({ name }) => String(name)) : [];
  };

  it("filters by name and tag, orders, and pages without a gap or a repetition", async () => {
    const made = [];
    for (const name of ["page b", "page a", "page C", "page d", "page e"]) {
      const id = await experiment(name);
      made.push(id);
      await wire.post("experiments/set-experiment-tag", {
        experiment_id: id,
        key: "k",
        value: name.slice(5),
      });
    }
    const filter = "name LIKE 'page %'";
    expect(names(await search({ filter: "name ILIKE 'PAGE %'", order_by: ["name"] }))).toEqual([
      "page C",
      "page a",
      "page b",
      "page d",
      "page e",
    ]);
    expect(names(await search({ filter: `${filter} AND tags.k = 'd'` }))).toEqual(["page d"]);
    expect(names(await search({ filter: "tags.k != 'd' AND name LIKE 'page %'" }))).toHaveLength(4);
    const seen: string[] = [];
    let page_token: unknown;
    do {
      const page = await search({ filter, order_by: ["name DESC"], max_results: 2, page_token });
      seen.push(...names(page));
      page_token = at(page, "next_page_token");
    } while (page_token !== undefined);
    expect(seen).toEqual(["page e", "page d", "page b", "page a", "page C"]);
    const first = await search({ filter, max_results: 2 });
    const other = await search({ max_results: 2, page_token: at(first, "next_page_token") });
    expect(other).toMatchObject({ status: 400 });
    expect(textAt(other, "message")).toContain("Invalid page token");
  });

  it("shows active ones, deleted ones or all, by name, by number, by GET", async () => {
    const id = await experiment("in the bin");
    await wire.post("experiments/delete", { experiment_id: id });
    const filter = "name = 'in the bin'";
    expect(names(await search({ filter }))).toEqual([]);
    expect(names(await search({ filter, view_type: "DELETED_ONLY" }))).toEqual(["in the bin"]);
    expect(names(await search({ filter, view_type: 3 }))).toEqual(["in the bin"]);
    expect(
      names(
        await wire.get("experiments/search", {
          filter,
          view_type: "ALL",
          order_by: ["name", "creation_time"],
        }),
      ),
    ).toEqual(["in the bin"]);
  });

  it.each([
    { max_results: 0 },
    { max_results: -1 },
    { max_results: 50_001 },
    { max_results: 1.5 },
    { max_results: "NaN" },
    { filter: "experiment_id = '1'" },
    { filter: "name = 'a' OR" },
    { filter: "'; DROP TABLE experiment; --" },
    { filter: "x".repeat(50_000) },
    { order_by: ["nothing"] },
    { order_by: ["name", "name"] },
    { order_by: Array.from({ length: 200 }, () => "name") },
    { view_type: "SOME" },
    { page_token: "bm90aGluZw" },
    { page_token: "%%%" },
  ])("refuses %#", async (body) => {
    expect(await search(body)).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE" },
    });
  });
});

describe("other endpoints", () => {
  it("says what is not supported, in JSON", async () => {
    for (const path of ["traces", "traces/search", "webhooks", "gateway/endpoints", "nothing"]) {
      const answer = await wire.post(path, {});
      expect(answer.status).toBe(404);
      expect(textAt(answer, "message")).toContain("not supported");
    }
  });

  it("knows its kind of store", async () => {
    expect(await wire.get("server-info")).toEqual({
      status: 200,
      body: { store_type: "SqlStore", workspaces_enabled: false },
    });
  });
});
