import { type Figure, median, medianOf, quantile } from "./figures";
import { type Bench, createRun } from "./world";

const now = 1_790_000_000_000;

/** One key, 1000 steps a batch, one client: rows a second. */
export const benchSteps: Bench = async (world) => {
  const value = await rowsPerSecond(world, (round) =>
    Array.from({ length: 1000 }, (_, index) => ({
      key: "loss",
      value: 1 / (1 + index),
      step: round * 1000 + index,
      timestamp: now + index,
    })),
  );
  return [
    {
      what: "log-batch of 1 key × 1000 steps",
      value,
      unit: "rows/s",
      aim: { least: 60_000 },
      mlflow: 7800,
    },
  ];
};

/** 1000 keys at one step a batch, one client: rows a second. */
export const benchKeys: Bench = async (world) => {
  const value = await rowsPerSecond(world, (round) =>
    Array.from({ length: 1000 }, (_, index) => ({
      key: `layer.${index}`,
      value: index / 7,
      step: round,
      timestamp: now + round,
    })),
  );
  return [
    { what: "log-batch of 1000 keys × 1 step", value, unit: "rows/s", aim: { least: 30_000 }, mlflow: 3800 },
  ];
};

async function rowsPerSecond(
  world: Parameters<Bench>[0],
  metricsOf: (round: number) => unknown[],
): Promise<number> {
  const runId = await createRun(world);
  const send = async (round: number) => {
    const { ms } = await world.client.mlflow("runs/log-batch", { run_id: runId, metrics: metricsOf(round) });
    return ms;
  };
  for (let round = 0; round < 10; round++) await send(round); // the compiler warms up
  const ms = await medianOf(60, (round) => send(10 + round));
  return 1_000_000 / ms;
}

const clients = 20;
const seconds = 10;

/** 20 clients, each with a run of its own, 10 metrics a batch, one after the other. */
export const benchClients: Bench = async (world) => {
  const runs: string[] = [];
  for (let client = 0; client < clients; client++) runs.push(await createRun(world));
  const log = async (runId: string, step: number) => {
    const metrics = Array.from({ length: 10 }, (_, index) => ({
      key: `metric.${index}`,
      value: step / (index + 1),
      step,
      timestamp: now + step,
    }));
    const { ms } = await world.client.mlflow("runs/log-batch", { run_id: runId, metrics });
    return ms;
  };
  const loop = async (runId: string, from: number, until: number) => {
    const spans: number[] = [];
    for (let step = from; performance.now() < until; step++) spans.push(await log(runId, step));
    return spans;
  };
  await Promise.all(runs.map((runId) => loop(runId, 0, performance.now() + 2000)));
  const began = performance.now();
  const spans = (
    await Promise.all(runs.map((runId) => loop(runId, 1_000_000, began + seconds * 1000)))
  ).flat();
  const took = (performance.now() - began) / 1000;
  const what = "20 clients × 10 metrics";
  return [
    { what, value: spans.length / took, unit: "req/s", aim: { least: 800 }, mlflow: 115 },
    { what: `${what}, p50`, value: median(spans), unit: "ms", aim: { most: 100 } },
    { what: `${what}, p99`, value: quantile(spans, 0.99), unit: "ms", aim: { most: 100 }, mlflow: 425 },
  ] satisfies Figure[];
};
