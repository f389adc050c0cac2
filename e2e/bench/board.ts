import { Client } from "pg";
import { z } from "zod";
import { medianOf } from "./figures";
import { type Bench, createRun, inParallel, type World } from "./world";

const models = 200;
const versions = 20;
const stages = ["Production", "Staging", "Archived", "Archived"] as const;

const board = z.object({ total: z.number(), versions: z.number(), lanes: z.array(z.unknown()) });

/** 200 models of 20 versions each, every version from a run of its own with 5 metrics. */
async function fill(world: World): Promise<void> {
  const { client, slipway } = world;
  const names = Array.from({ length: models }, (_, index) => `board-${String(index).padStart(3, "0")}`);
  await inParallel(names, 12, async (name) => {
    await client.mlflow("registered-models/create", { name });
    for (let number = 1; number <= versions; number++) {
      const runId = await createRun(world);
      const metrics = ["accuracy", "auc", "f1", "loss", "seconds"].map((key, index) => ({
        key,
        value: ((number * (index * 2 + 7919)) % 997) / 997,
        step: 1,
        timestamp: 1_790_000_000_000,
      }));
      await client.mlflow("runs/log-batch", { run_id: runId, metrics });
      const source = `mlflow-artifacts:/0/${runId}/artifacts/model`;
      await client.mlflow("model-versions/create", { name, source, run_id: runId });
    }
  });
  const database = new Client({ connectionString: slipway.running().databaseUrl });
  await database.connect();
  // As an import does, for Production is guarded here: nobody is there to approve 200 requests.
  for (const [index, stage] of stages.entries())
    await database.query(
      "UPDATE version v SET stage = $1 FROM model m WHERE m.id = v.model_id AND m.name LIKE 'board-%' AND v.number = $2",
      [stage, index + 1],
    );
  // What autovacuum would have done by then.
  await database.query("ANALYZE model, version, run, run_metric");
  await database.end();
}

/** The whole board of 200 models × 20 versions in one answer, five cards a column; and its first page of lanes. */
export const benchBoard: Bench = async (world) => {
  await fill(world);
  const ask = async (query: string) => {
    const { ms, text } = await world.client.send("GET", `/api/board?${query}`);
    const found = board.parse(JSON.parse(text));
    if (found.versions < models * versions) throw new Error(`The board counts ${found.versions} versions.`);
    return ms;
  };
  const all = () => ask("lanes=200&limit=5");
  const page = () => ask("lanes=30&limit=3");
  const one = () => ask("by=stage&limit=20");
  for (const warm of [all, page, one]) await warm();
  return [
    {
      what: "board of 200 models × 20 versions, server",
      value: await medianOf(15, all),
      unit: "ms",
      aim: { most: 300 },
    },
    { what: "its first 30 lanes, server", value: await medianOf(15, page), unit: "ms", aim: { most: 100 } },
    {
      what: "all models on one board, server",
      value: await medianOf(15, one),
      unit: "ms",
      aim: { most: 150 },
    },
  ];
};
