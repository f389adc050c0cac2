import type { Client } from "./client";
import { featureSets } from "./features";
import type { Flights } from "./flights";
import { type Recorded, recordTrial, type Trial } from "./record";

const grid = { learningRate: [0.01, 0.03, 0.1, 0.3], l2: [0, 0.0003, 0.003], batchSize: [64, 256, 1024] };

/** 4 learning rates × 3 strengths of L2 × 3 batch sizes × 3 feature sets: 108 trials. */
export const trials: Trial[] = featureSets.flatMap((features) =>
  grid.learningRate.flatMap((learningRate) =>
    grid.l2.flatMap((l2) =>
      grid.batchSize.map((batchSize, i) => ({
        name: `lr ${learningRate} · l2 ${l2} · batch ${batchSize} · ${features}`,
        features,
        learningRate,
        l2,
        batchSize,
        epochs: 12,
        seed: 1 + i,
      })),
    ),
  ),
);

/** Runs the sweep below one parent run, naming each trial that is there already once. */
export async function recordSweep(
  client: Client,
  experimentId: string,
  flights: Flights,
  say: (done: number) => void,
): Promise<(Recorded & { trial: Trial })[]> {
  const parent = await client.startRun(experimentId, "sweep: learning rate × l2 × batch × features", {
    "mlflow.user": "dana",
    "mlflow.note.content":
      "A full grid of 108 trials. The children carry the params; the parent carries the best of them.",
  });
  const recorded: (Recorded & { trial: Trial })[] = [];
  for (const trial of trials) {
    const tags = { "mlflow.parentRunId": parent.id, sweep: "grid-1" };
    recorded.push({ ...(await recordTrial(client, experimentId, flights, { ...trial, tags })), trial });
    say(recorded.length);
  }
  const [best] = byAuc(recorded);
  if (best)
    await client.logBatch(parent.id, {
      params: { trials: String(trials.length), best_run: best.runId },
      points: [{ key: "best_test_auc", value: best.test.auc, step: trials.length }],
    });
  await client.endRun(parent.id, "FINISHED");
  return recorded;
}

export const byAuc = <T extends Recorded>(recorded: readonly T[]): T[] =>
  recorded.toSorted((a, b) => b.test.auc - a.test.auc);
