import type { Client } from "./client";
import type { Flights } from "./flights";
import { recordOnce, type Trial } from "./record";

const common = { seed: 7, batchSize: 128 };

/** Runs that show what goes wrong, each really trained. */
const studies: (Trial & { note: string })[] = [
  {
    ...common,
    name: "baseline: time only",
    features: "time",
    learningRate: 0.1,
    l2: 0.001,
    epochs: 20,
    note: "Hour and weekday alone: what every other model has to beat.",
  },
  {
    ...common,
    name: "overfits: 250 rows, every route",
    features: "time+airports+route",
    rare: 1,
    learningRate: 2,
    l2: 0,
    epochs: 150,
    trainRows: 250,
    note: "Thousands of weights for 250 flights: train_loss falls towards nothing while val_loss climbs.",
  },
  {
    ...common,
    name: "diverges: learning rate 3, l2 0.8",
    features: "time+airports",
    learningRate: 3,
    l2: 0.8,
    epochs: 30,
    note: "Every step overshoots: the loss doubles and doubles, becomes infinite, then NaN, and stays so.",
  },
];

export async function recordStudies(client: Client, experimentId: string, flights: Flights): Promise<void> {
  const known = await client.runs(experimentId);
  for (const { note, ...trial } of studies) {
    const noted = { ...trial, tags: { "mlflow.note.content": note } };
    await recordOnce(client, experimentId, flights, noted, known);
  }
}
