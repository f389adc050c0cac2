import { z } from "zod";
import { medianOf } from "./figures";
import { type Bench, createExperiment, createRun, inParallel, settled, type World } from "./world";

const runs = 10_000;
let filled: Promise<string> | undefined;

/** An experiment with 10 000 finished runs of 5 params, 5 metrics and 2 tags; made once a bench. */
export const tenThousand = (world: World): Promise<string> => {
  filled ??= fill(world);
  return filled;
};

async function fill(world: World): Promise<string> {
  const experiment = await createExperiment(world, "Ten thousand runs");
  const numbers = Array.from({ length: runs }, (_, index) => index);
  await inParallel(numbers, 12, async (number) => {
    const runId = await createRun(world, experiment);
    await world.client.mlflow("runs/log-batch", {
      run_id: runId,
      params: ["lr", "depth", "seed", "optimizer", "batch"].map((key, index) => ({
        key,
        value: String((number * (index + 3)) % 97),
      })),
      metrics: ["loss", "accuracy", "f1", "auc", "seconds"].map((key, index) => ({
        key,
        value: ((number * (index * 2 + 7919)) % runs) / runs,
        step: 1,
        timestamp: 1_790_000_000_000,
      })),
      tags: [{ key: "team", value: `team ${number % 5}` }],
    });
    await world.client.mlflow("runs/update", { run_id: runId, status: "FINISHED", end_time: Date.now() });
  });
  await settled(world);
  return experiment;
}

const searched = z.object({ runs: z.array(z.unknown()) });

async function search(world: World, body: Record<string, unknown>, expected: number): Promise<number> {
  const { ms, text } = await world.client.mlflow("runs/search", body);
  const found = searched.parse(JSON.parse(text)).runs.length;
  if (found !== expected) throw new Error(`runs/search gave ${found} runs instead of ${expected}.`);
  return ms;
}

/** A page of 1000 of 10 000 runs, by MLflow's runs/search. */
export const benchPage: Bench = async (world) => {
  const experiment = await tenThousand(world);
  const page = () => search(world, { experiment_ids: [experiment], max_results: 1000 }, 1000);
  await page();
  const value = await medianOf(15, page);
  return [{ what: "page of 1000 runs of 10 000", value, unit: "ms", aim: { most: 200 }, mlflow: 1200 }];
};

/** 100 runs by a filter on one metric, in the order of another. */
export const benchSearch: Bench = async (world) => {
  const experiment = await tenThousand(world);
  const body = {
    experiment_ids: [experiment],
    filter: "metrics.loss < 0.5",
    order_by: ["metrics.accuracy DESC"],
    max_results: 100,
  };
  const one = () => search(world, body, 100);
  await one();
  return [
    {
      what: "search of 100 by metric filter and order",
      value: await medianOf(25, one),
      unit: "ms",
      aim: { most: 40 },
    },
  ];
};

/** What the runs table asks for as it opens: 200 rows of 10 000 with their metrics and params. */
export const benchRunsTable: Bench = async (world) => {
  const query = new URLSearchParams({ experiment: await tenThousand(world), limit: "200" });
  for (const kind of ["metrics", "params", "tags"]) query.append("columns", kind);
  const one = async () => (await world.client.send("GET", `/api/runs?${query}`)).ms;
  await one();
  return [
    {
      what: "runs table: 200 rows of 10 000, server",
      value: await medianOf(15, one),
      unit: "ms",
      aim: { most: 200 },
    },
  ];
};
