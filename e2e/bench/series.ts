import { createClient } from "@clickhouse/client";
import { z } from "zod";
import { medianOf } from "./figures";
import { type Bench, createExperiment, createRun, inParallel, settled, type World } from "./world";

const history = z.object({ metrics: z.array(z.unknown()) });
const points = 25_000;

async function logPoints(world: World, runId: string, key: string, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += 1000)
    await world.client.mlflow("runs/log-batch", {
      run_id: runId,
      metrics: Array.from({ length: 1000 }, (_, index) => ({
        key,
        value: noisy(start + index, Number.parseInt(runId.slice(0, 4), 16)),
        step: start + index,
        timestamp: 1_790_000_000_000 + (start + index) * 100,
      })),
    });
}

/** A curve as training leaves one: falling, with noise of its own for each run, the same on every machine. */
function noisy(step: number, seed: number): number {
  let bits = Math.imul(step + 1, 0x9e37_79b1) ^ Math.imul(seed + 1, 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b_3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a_2d39);
  const noise = ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
  return 2 / (1 + step / (5000 + 100 * seed)) + noise * 0.1;
}

/** A metric's history of 25 000 points in one page. */
export const benchHistory: Bench = async (world) => {
  const runId = await createRun(world);
  await logPoints(world, runId, "loss", 0, points);
  await settled(world);
  const query = new URLSearchParams({ run_id: runId, metric_key: "loss", max_results: String(points) });
  const one = async () => {
    const { ms, text } = await world.client.send("GET", `/api/2.0/mlflow/metrics/get-history?${query}`);
    const found = history.parse(JSON.parse(text)).metrics.length;
    if (found !== points) throw new Error(`${found} points instead of ${points}.`);
    return ms;
  };
  await one();
  const value = await medianOf(11, one);
  return [{ what: "history of 25 000 points", value, unit: "ms", aim: { most: 100 }, mlflow: 920 }];
};

const lines = 50;
const pointsPerLine = 100_000;
export type Fifty = { experiment: string; runs: string[] };
let filled: Promise<Fifty> | undefined;

/** 50 runs of 100 000 points each, logged over HTTP like any; made once a bench. */
export const fiftyRuns = (world: World): Promise<Fifty> => {
  filled ??= fill(world);
  return filled;
};

async function fill(world: World): Promise<Fifty> {
  const experiment = await createExperiment(world, "Fifty long runs");
  const runs: string[] = [];
  for (let line = 0; line < lines; line++) runs.push(await createRun(world, experiment));
  await inParallel(runs, 4, (runId) => logPoints(world, runId, "loss", 0, pointsPerLine));
  await settled(world);
  const telemetry = createClient({ url: world.slipway.running().clickhouseUrl });
  await telemetry.command({ query: "OPTIMIZE TABLE metric_point FINAL" });
  await telemetry.close();
  return { experiment, runs };
}

/** 50 runs × 100 000 points folded into 500 bins each: time on the server, and bytes as a browser gets them. */
export const benchSeries: Bench = async (world) => {
  const { runs } = await fiftyRuns(world);
  const query = new URLSearchParams({ runs: runs.join(","), metric: "loss", bins: "500" });
  const path = `/api/runs/series?${query}`;
  const { text, bytes: plain } = await world.client.send("GET", path);
  const { points: seen } = z.object({ points: z.number() }).parse(JSON.parse(text));
  if (seen !== lines * pointsPerLine) throw new Error(`${seen} points instead of ${lines * pointsPerLine}.`);
  let bytes = plain;
  const value = await medianOf(9, async () => {
    const answer = await world.client.send("GET", path, undefined, { "accept-encoding": "gzip" });
    bytes = answer.bytes;
    return answer.ms;
  });
  const what = "series of 50 runs × 100 k points into 500 bins";
  return [
    { what, value, unit: "ms", aim: { most: 300 } },
    { what: `${what}, gzip`, value: bytes / 1000, unit: "KB", aim: { most: 150 } },
  ];
};
