import { setTimeout as pause } from "node:timers/promises";
import { readEnv } from "@/lib/env";
import { type Client, openClient } from "./client";
import { makeEncoder } from "./features";
import { readFlights } from "./flights";
import { evaluate, sgdStep } from "./logistic";
import { demoPeople, tokenOf } from "./people";
import { seededRandom } from "./random";

const everyMs = 2_000;
const stepsATick = 20;
const name = "live: online training";
// As far as the weights still move: what an earlier start learned after that is noise.
const mostReplayed = 20_000;

/**
 * One run that is training while the demo is served: small batches drawn without end, scored every two seconds. The next start
 * takes up the same run after its last step, however the demo was stopped.
 */
async function trainLive(url: string): Promise<void> {
  const { file } = await demoPeople(url);
  const client = openClient(url, tokenOf(file, "scientist"));
  const flights = readFlights();
  const encoder = makeEncoder(flights.train, "time+airports");
  const rows = flights.train.map((flight) => encoder.encode(flight));
  const validation = flights.validation.map((flight) => encoder.encode(flight));
  const random = seededRandom(11);
  const weights = new Float64Array(encoder.names.length);
  const learn = () => {
    const drawn = Array.from({ length: 16 }, () => rows[Math.floor(random() * rows.length)]);
    const batch = drawn.filter((row) => row !== undefined);
    return sgdStep(weights, batch, settings).loss;
  };
  const run = await takeUp(client, await client.experiment("Flight delay: studies", ""));
  for (let step = 0; step < Math.min(run.step, mostReplayed); step++) learn();
  for (let { step } = run; ; ) {
    let loss = 0;
    for (let i = 0; i < stepsATick; i++, step++) loss += learn() / stepsATick;
    const scores = evaluate(weights, validation);
    await client.logBatch(run.id, {
      points: [
        { key: "batch_loss", value: loss, step },
        { key: "val_loss", value: scores.loss, step },
        { key: "val_auc", value: scores.auc, step },
      ],
    });
    await pause(everyMs);
  }
}

const settings = { learningRate: 0.02, l2: 0.0001 };

/** The live run of an earlier start, with its last step, else a new one. There is one at a time: others are ended. */
async function takeUp(client: Client, experimentId: string): Promise<{ id: string; step: number }> {
  const [run, ...older] = (await client.runs(experimentId))
    .filter((known) => known.name === name && known.status === "RUNNING")
    .toSorted((a, b) => b.startedAt - a.startedAt);
  for (const { id } of older) await client.endRun(id, "FINISHED");
  if (run) return { id: run.id, step: run.metrics.get("batch_loss")?.step ?? 0 };
  const { id } = await client.startRun(experimentId, name, {
    "mlflow.user": "dana",
    "mlflow.source.name": "prisma/seed/live.ts",
    "mlflow.source.type": "LOCAL",
  });
  await client.logBatch(id, {
    params: {
      learning_rate: String(settings.learningRate),
      l2: String(settings.l2),
      batch_size: "16",
      features: "time+airports",
    },
  });
  return { id, step: 0 };
}

trainLive(readEnv().SLIPWAY_URL).then(
  () => process.exit(0),
  () => process.exit(1), // the server went away: the next start takes the run up
);
