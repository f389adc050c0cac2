import type { Client, LoggedRun, Point } from "./client";
import { type Encoder, type FeatureSet, makeEncoder } from "./features";
import type { Flights } from "./flights";
import { evaluate, type Scores, sigmoid, type Weights } from "./logistic";
import { png } from "./png";
import { type Batch, type Epoch, type Hyperparameters, train } from "./train";

export type Trial = Hyperparameters & {
  name: string;
  features: FeatureSet;
  rare?: number;
  tags?: Record<string, string>;
};
export type Recorded = { runId: string; artifacts: string; test: Scores };

/** A trial that was recorded already is taken as it is; one that was cut off goes to the trash and is trained anew. */
export async function recordOnce(
  client: Client,
  experimentId: string,
  flights: Flights,
  trial: Trial,
  known: readonly LoggedRun[],
): Promise<Recorded> {
  for (const run of known.filter(({ name }) => name === trial.name)) {
    if (run.status !== "RUNNING") return { runId: run.id, artifacts: run.artifacts, test: scoresOf(run) };
    await client.deleteRun(run.id);
  }
  return recordTrial(client, experimentId, flights, trial);
}

function scoresOf({ metrics }: LoggedRun): Scores {
  const last = (name: string) => metrics.get(`test_${name}`)?.value ?? Number.NaN;
  return { loss: last("loss"), accuracy: last("accuracy"), auc: last("auc"), brier: last("brier") };
}

/** Trains one model and logs it as a data scientist would: params, dataset, a point a batch and an epoch, artifacts. */
async function recordTrial(
  client: Client,
  experimentId: string,
  flights: Flights,
  trial: Trial,
): Promise<Recorded> {
  const { id, artifacts } = await client.startRun(experimentId, trial.name, {
    "mlflow.user": "dana",
    "mlflow.source.name": "prisma/seed/train.ts",
    "mlflow.source.type": "LOCAL",
    ...trial.tags,
  });
  await client.logBatch(id, { params: paramsOf(trial) });
  await client.logDataset(id, datasetOf(flights), "training");
  const encoder = makeEncoder(flights.train, trial.features, trial.rare);
  const started = performance.now();
  const weights = await train(encoder, flights, trial, async (epoch, batches) => {
    await client.logBatch(id, {
      points: [...batchPoints(batches), ...epochPoints(epoch), ...systemPoints(epoch.step)],
    });
  });
  const test = evaluate(
    weights,
    flights.test.map((flight) => encoder.encode(flight)),
  );
  const points = Object.entries(test).map(([name, value]) => ({
    key: `test_${name}`,
    value,
    step: trial.epochs,
  }));
  await client.logBatch(id, {
    points: [
      ...points,
      { key: "train_seconds", value: (performance.now() - started) / 1000, step: trial.epochs },
    ],
  });
  await logModel(client, artifacts, encoder, weights, trial);
  await client.endRun(id, Number.isFinite(test.loss) ? "FINISHED" : "FAILED");
  return { runId: id, artifacts, test };
}

const paramsOf = ({
  learningRate,
  l2,
  batchSize,
  epochs,
  seed,
  features,
  trainRows,
}: Trial): Record<string, string> => ({
  model: "logistic regression",
  optimiser: "sgd",
  learning_rate: String(learningRate),
  l2: String(l2),
  batch_size: String(batchSize),
  epochs: String(epochs),
  features,
  seed: String(seed),
  train_rows: trainRows === undefined ? "all" : String(trainRows),
});

const datasetOf = ({ digest, source, rows }: Flights) => ({
  name: "us-flights-2001-q1",
  digest,
  source_type: "npm",
  source: JSON.stringify({ uri: source }),
  schema: JSON.stringify({
    mlflow_colspec: [
      "hour:long",
      "weekday:long",
      "distance:long",
      "origin:string",
      "destination:string",
      "late:boolean",
    ].map((column) => {
      const [name, type] = column.split(":");
      return { name, type, required: true };
    }),
  }),
  profile: JSON.stringify({ num_rows: rows }),
});

/** At most about 40 of an epoch's batches: enough to see the noise. */
function batchPoints(batches: readonly Batch[]): Point[] {
  const every = Math.max(1, Math.round(batches.length / 40));
  return batches
    .filter(({ step }) => step % every === 0)
    .flatMap(({ step, loss, gradNorm }) => [
      { key: "batch_loss", value: loss, step },
      { key: "grad_norm", value: gradNorm, step },
    ]);
}

const epochPoints = ({ epoch, train: fit, validation }: Epoch): Point[] => [
  { key: "train_loss", value: fit.loss, step: epoch },
  { key: "train_accuracy", value: fit.accuracy, step: epoch },
  ...Object.entries(validation).map(([name, value]) => ({ key: `val_${name}`, value, step: epoch })),
];

let before = { cpu: process.cpuUsage(), at: performance.now() };

/** What this process really used since the last epoch. */
function systemPoints(step: number): Point[] {
  const used = process.cpuUsage(before.cpu);
  const elapsed = Math.max(1, performance.now() - before.at);
  before = { cpu: process.cpuUsage(), at: performance.now() };
  return [
    { key: "system/cpu_utilization_percentage", value: (used.user + used.system) / 10 / elapsed, step },
    { key: "system/process_memory_usage_megabytes", value: process.memoryUsage.rss() / 1e6, step },
  ];
}

async function logModel(
  client: Client,
  folder: string,
  encoder: Encoder,
  weights: Weights,
  trial: Trial,
): Promise<void> {
  const text = (value: string) => new TextEncoder().encode(value);
  const named = encoder.names.map((name, index) => ({ name, weight: weights[index] ?? 0 }));
  const model = {
    kind: "logistic regression",
    threshold: 0.5,
    features: trial.features,
    weights: Object.fromEntries(
      named.map(({ name, weight }) => [name, Number.isFinite(weight) ? weight : String(weight)]),
    ),
  };
  await client.putArtifact(folder, "model/model.json", text(JSON.stringify(model, null, 1)));
  await client.putArtifact(
    folder,
    "model/MLmodel",
    text("flavors:\n  slipway_demo:\n    data: model.json\n    kind: logistic regression\n"),
  );
  const rows = named
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map(({ name, weight }) => `${name},${weight}`);
  await client.putArtifact(folder, "weights.csv", text(["feature,weight", ...rows].join("\n")));
  await client.putArtifact(folder, "risk-by-hour-and-weekday.png", riskPicture(encoder, weights));
}

const cell = 18;

/** The predicted risk for each hour (across) and weekday (down) of a flight of mean distance: darker is later. */
function riskPicture(encoder: Encoder, weights: Weights): Uint8Array {
  const index = new Map(encoder.names.map((name, i) => [name, i]));
  const weight = (name: string) => weights[index.get(name) ?? -1] ?? 0;
  const risk = (hour: number, weekday: number) =>
    sigmoid(weight("bias") + weight(`hour=${String(hour).padStart(2, "0")}`) + weight(`weekday=${weekday}`));
  return png(24 * cell, 7 * cell, (x, y) => {
    const share = Math.min(1, risk(Math.floor(x / cell), Math.floor(y / cell)) / 0.6) || 0;
    return [Math.round(245 - 230 * share), Math.round(247 - 140 * share), Math.round(246 - 140 * share)];
  });
}
