import { beforeAll, describe, expect, it } from "vitest";
import { type Answered, at, openWire, textAt } from "./testing/client";

let wire: Awaited<ReturnType<typeof openWire>>;
beforeAll(async () => {
  wire = await openWire();
});

const newRun = async () => textAt(await wire.post("runs/create", {}), "run.info.run_id");
const log = (run_id: string, steps: readonly number[], key = "loss") =>
  wire.post("runs/log-batch", {
    run_id,
    metrics: steps.map((step) => ({ key, value: step / 2, timestamp: 1000 + step, step })),
  });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const points = (answer: Answered) => {
  const found = at(answer, "metrics") ?? [];
  if (!Array.isArray(found)) throw new Error(JSON.stringify(answer));
  return found.map(({ run_id, step }) => ({ run_id: String(run_id), step: Number(step) }));
};
const stepsOf = (answer: Answered, run_id: string) =>
  points(answer)
    .filter((point) => point.run_id === run_id)
    .map(({ step }) => step);
const refusal = { status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } };

describe("get-history", () => {
  it("pages in the order of timestamp, step and value; the same point twice is one", async () => {
    const run_id = await newRun();
    await log(run_id, range(1, 10));
    await log(run_id, range(5, 12));
    const seen: number[] = [];
    let token: unknown;
    do {
      const page = await wire.get("metrics/get-history", {
        run_id,
        metric_key: "loss",
        max_results: 5,
        ...(token === undefined ? {} : { page_token: String(token) }),
      });
      seen.push(...points(page).map(({ step }) => step));
      token = at(page, "next_page_token");
    } while (token !== undefined);
    expect(seen).toEqual(range(1, 12));
    expect(points(await wire.get("metrics/get-history", { run_id, metric_key: "loss" }))).toHaveLength(12);
    expect(await wire.get("metrics/get-history", { run_id, metric_key: "none" })).toEqual({
      status: 200,
      body: {},
    });
  });

  it("refuses what it cannot read", async () => {
    const run_id = await newRun();
    for (const query of [
      { max_results: -1 },
      { max_results: 0 },
      { max_results: "1.5" },
      { page_token: "x" },
      { page_token: "-5" },
    ])
      expect(await wire.get("metrics/get-history", { run_id, metric_key: "a", ...query })).toMatchObject(
        refusal,
      );
    expect(textAt(await wire.get("metrics/get-history", { run_id }), "message")).toContain(
      "required parameter 'metric_key'",
    );
    expect((await wire.get("metrics/get-history", { run_id: "f".repeat(32), metric_key: "a" })).status).toBe(
      404,
    );
  });
});

describe("histories of several runs", () => {
  it("gives them run by run", async () => {
    const [one, two] = [await newRun(), await newRun()];
    await log(one, range(1, 3));
    await log(two, [7]);
    const answer = await wire.get("metrics/get-history-bulk", { run_id: [one, two], metric_key: "loss" });
    expect(stepsOf(answer, one)).toEqual([1, 2, 3]);
    expect(stepsOf(answer, two)).toEqual([7]);
    const alone = await wire.get("metrics/get-history-bulk", {
      run_id: one,
      metric_key: "loss",
      max_results: 2,
    });
    expect(stepsOf(alone, one)).toEqual([1, 2]);
  });

  it("samples steps evenly over all runs, and keeps each run's first and last", async () => {
    const [one, two] = [await newRun(), await newRun()];
    await log(one, range(0, 999));
    await log(two, range(500, 700));
    const sample = (query: object) =>
      wire.get("metrics/get-history-bulk-interval", { run_ids: [one, two], metric_key: "loss", ...query });
    const few = await sample({ max_results: 10 });
    const steps = stepsOf(few, one);
    expect(steps.length).toBeGreaterThanOrEqual(10);
    expect(steps.length).toBeLessThanOrEqual(14);
    expect([steps[0], steps.at(-1)]).toEqual([0, 999]);
    expect([stepsOf(few, two)[0], stepsOf(few, two).at(-1)]).toEqual([500, 700]);
    expect(stepsOf(await sample({ start_step: 690, end_step: 705 }), one)).toEqual(range(690, 705));
    expect(stepsOf(await sample({ start_step: 690, end_step: 705 }), two)).toEqual(range(690, 700));
    for (const query of [
      { start_step: 5 },
      { start_step: 5, end_step: 4 },
      { max_results: 2501 },
      { max_results: 0 },
      { start_step: "a", end_step: 7 },
    ])
      expect(await sample(query)).toMatchObject(refusal);
  });

  it("refuses no run, too many, and one that is not there", async () => {
    const ids = Array.from({ length: 101 }, (_, index) => `run${index}`);
    for (const [path, name] of [
      ["metrics/get-history-bulk", "run_id"],
      ["metrics/get-history-bulk-interval", "run_ids"],
    ] as const) {
      expect(await wire.get(path, { [name]: ids, metric_key: "a" })).toMatchObject(refusal);
      const none = await wire.get(path, { metric_key: "a" });
      expect(none).toMatchObject(refusal);
      expect(textAt(none, "message")).toContain(`required parameter '${name}'`);
      expect((await wire.get(path, { [name]: ["f".repeat(32)], metric_key: "a" })).status).toBe(404);
    }
  });
});
