import { beforeAll, describe, expect, it } from "vitest";
import { flushTarget } from "@/lib/stores/journal/flush";
import type { Stores } from "@/lib/stores/open";
import { targetsOf } from "@/lib/stores/targets";
import { testStores } from "@/lib/stores/testing/stores";
import { type Context, perform } from "@/lib/verbs/kernel";
import { createRun } from "@/lib/verbs/tracking/runs/create-run";
import { logBatch } from "./log-batch";
import { readSeries } from "./read-series";
import { logBatch as logInOneStatement } from "./shared/log-statement";
import { journalBody, latestByKey } from "./shared/points";

let stores: Stores;
let context: Context;
const project = { id: "default", slug: "default", name: "Default" };

beforeAll(async () => {
  ({ stores } = await testStores());
  const targets = targetsOf(stores.telemetry);
  stores.poke = () =>
    void Promise.all(targets.map((target) => flushTarget(stores.database, target, () => undefined)));
  context = {
    actor: { kind: "system", name: "test", project },
    project,
    stores,
    requestId: "test",
    ip: null,
    userAgent: null,
  };
});

async function logged(points: { step: number; value: number; timestamp?: number }[]): Promise<string> {
  const { id } = await perform(createRun, { ...context, input: {} });
  for (let start = 0; start < points.length; start += 1000) {
    const metrics = points.slice(start, start + 1000).map(({ step, value, timestamp }) => ({
      key: "loss",
      step,
      value,
      timestamp: timestamp ?? 1_000_000 + step * 10,
    }));
    await perform(logBatch, { ...context, input: { runId: id, metrics } });
  }
  return id;
}
const ask = (runs: string[], more: object = {}) =>
  perform(readSeries, { ...context, input: { runs, metric: "loss", ...more } });

describe("read-series", () => {
  it("gives every point of a run that has no more points than bins, exactly", async () => {
    const id = await logged([
      { step: -5, value: 0.1234567 },
      { step: 3, value: Number.NaN },
      { step: 4, value: Infinity },
    ]);
    const { series, points, behind } = await ask([id]);
    expect(series[0]).toMatchObject({
      x: [-5, 3, 4],
      last: [0.1234567, "NaN", "Infinity"],
      min: [0.1234567, null, null],
      nonFiniteTotal: 2,
    });
    expect(series[0]?.nonFinite).toEqual([
      { x: 3, value: "NaN" },
      { x: 4, value: "Infinity" },
    ]);
    expect({ points, behind }).toEqual({ points: 3, behind: 0 });
  });

  it("keeps a spike of one point in 5000 in 100 bins, and gives the same bytes again", async () => {
    const id = await logged(
      Array.from({ length: 5000 }, (_, step) => ({ step, value: step === 3777 ? 99 : step / 5000 })),
    );
    const first = await ask([id], { bins: 100 });
    expect(first.series[0]?.x.length).toBeLessThanOrEqual(100);
    expect(first.points).toBe(5000);
    expect(Math.max(...(first.series[0]?.max ?? []).map(Number))).toBe(99);
    expect(JSON.stringify(await ask([id], { bins: 100 }))).toBe(JSON.stringify(first));
  });

  it("zooms to finer bins, down to every point", async () => {
    const id = await logged(Array.from({ length: 3000 }, (_, step) => ({ step, value: step })));
    const { series, binWidth } = await ask([id], { bins: 50, from: 1000, to: 1040 });
    expect(binWidth).toBeNull();
    expect(series[0]?.x).toEqual(Array.from({ length: 41 }, (_, i) => 1000 + i));
  });

  it("counts time from each run's own first point when relative", async () => {
    const a = await logged([
      { step: 0, value: 1, timestamp: 5_000 },
      { step: 1, value: 2, timestamp: 5_700 },
    ]);
    const b = await logged([
      { step: 0, value: 1, timestamp: 90_000 },
      { step: 1, value: 2, timestamp: 90_100 },
    ]);
    const { series } = await ask([a, b], { x: "relative" });
    expect(series.map(({ x }) => x)).toEqual([
      [0, 700],
      [0, 100],
    ]);
  });

  it("refuses in words to count time that 64 bits cannot", async () => {
    const { id } = await perform(createRun, { ...context, input: {} });
    const metrics = ["-9223372036854775808", "9223372036854775807"].map((digits, step) => ({
      key: "loss",
      value: 1,
      step: BigInt(step),
      timestamp: BigInt(digits),
    }));
    // Times before 1970 are taken no longer, and may have been logged before.
    await logInOneStatement(context.stores.database, {
      ...{ projectId: context.project.id, runId: id, params: [], tags: [], modelMetrics: [] },
      ...{ metrics: latestByKey(metrics), body: journalBody(id, metrics), rows: metrics.length, actor: "{}" },
    });
    stores.poke("soon");
    await expect(ask([id], { x: "relative" })).rejects.toMatchObject({ code: "invalid" });
    expect((await ask([id], { x: "time" })).points).toBe(2);
  });

  it("keeps steps of 64 bits whole", async () => {
    const { id } = await perform(createRun, { ...context, input: {} });
    const step = "9223372036854775807";
    await perform(logBatch, {
      ...context,
      input: { runId: id, metrics: [{ key: "loss", value: 1, timestamp: 1, step }] },
    });
    expect((await ask([id])).series[0]?.x).toEqual([step]);
  });

  it("answers a run without points, refuses one that is not there", async () => {
    const id = await logged([]);
    expect((await ask([id])).series[0]).toMatchObject({ points: 0, x: [] });
    await expect(ask(["f".repeat(32)])).rejects.toMatchObject({ code: "not-found" });
    await expect(ask([id], { bins: 513 })).rejects.toMatchObject({ code: "invalid" });
  });

  it("folds a batch that was sent twice", async () => {
    const { id } = await perform(createRun, { ...context, input: {} });
    const input = {
      runId: id,
      metrics: [1, 2, 3].map((step) => ({ key: "loss", step, value: step, timestamp: step })),
    };
    for (let i = 0; i < 5; i++) await perform(logBatch, { ...context, input });
    expect((await ask([id])).points).toBe(3);
  });
});
