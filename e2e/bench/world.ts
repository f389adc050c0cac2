import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import type { Slipway } from "../served";
import type { BenchClient } from "./client";
import type { Figure } from "./figures";

export type World = {
  client: BenchClient;
  slipway: Slipway;
  person: { email: string; password: string };
};
export type Bench = (world: World) => Promise<Figure[]>;

const createdRun = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });
const createdExperiment = z.object({ experiment_id: z.string() });

export async function createExperiment({ client }: World, name: string): Promise<string> {
  const { text } = await client.mlflow("experiments/create", { name: `${name} ${Date.now()}` });
  return createdExperiment.parse(JSON.parse(text)).experiment_id;
}

export async function createRun({ client }: World, experiment = "0"): Promise<string> {
  const { text } = await client.mlflow("runs/create", { experiment_id: experiment, start_time: Date.now() });
  return createdRun.parse(JSON.parse(text)).run.info.run_id;
}

/** Does `work` for each of `items`, `width` at a time. */
export async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>) {
  const waiting = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

/** Waits until all that was logged is copied: what is read next is measured alone. */
export async function settled({ slipway }: World): Promise<void> {
  const database = new Client({ connectionString: slipway.running().databaseUrl });
  await database.connect();
  const left = async () => {
    const { rows } = await database.query("SELECT count(*)::int AS n FROM journal WHERE flushed_at IS NULL");
    return Number(rows[0]?.n);
  };
  while ((await left()) > 0) await pause(100);
  // What autovacuum would have done by then.
  await database.query("ANALYZE run, run_metric, run_param, run_tag");
  await database.end();
}
