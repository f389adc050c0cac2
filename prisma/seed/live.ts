import { setTimeout as pause } from "node:timers/promises";
import { readEnv } from "@/lib/env";
import { openClient } from "./client";
import { makeEncoder } from "./features";
import { readFlights } from "./flights";
import { evaluate, sgdStep } from "./logistic";
import { demoPeople, tokenOf } from "./people";
import { seededRandom } from "./random";

const everyMs = 2_000;
const stepsATick = 20;
const ticks = 5_000;

/** One run that is training while the demo is served: small batches drawn without end, scored every two seconds. */
async function trainLive(url: string): Promise<void> {
  const { file } = await demoPeople(url);
  const client = openClient(url, tokenOf(file, "scientist"));
  const experiment = await client.experiment("Flight delay: studies", "");
  const flights = readFlights();
  const encoder = makeEncoder(flights.train, "time+airports");
  const [rows, validation] = [flights.train, flights.validation].map((part) =>
    part.map((flight) => encoder.encode(flight)),
  );
  if (!rows || !validation) return;
  const random = seededRandom(Date.now());
  const weights = new Float64Array(encoder.names.length);
  const settings = { learningRate: 0.02, l2: 0.0001 };
  const { id } = await client.startRun(experiment, "live: online training", {
    "mlflow.user": "dana",
    "mlflow.source.name": "prisma/seed/live.ts",
    "mlflow.source.type": "LOCAL",
  });
  process.once("SIGTERM", () => void client.endRun(id, "FINISHED").finally(() => process.exit(0)));
  await client.logBatch(id, {
    params: {
      learning_rate: String(settings.learningRate),
      l2: String(settings.l2),
      batch_size: "16",
      features: "time+airports",
    },
  });
  for (let tick = 0; tick < ticks; tick++) {
    let loss = 0;
    for (let i = 0; i < stepsATick; i++) {
      const batch = Array.from({ length: 16 }, () => rows[Math.floor(random() * rows.length)]).filter(
        (row) => row !== undefined,
      );
      loss += sgdStep(weights, batch, settings).loss / stepsATick;
    }
    const step = (tick + 1) * stepsATick;
    const scores = evaluate(weights, validation);
    await client.logBatch(id, {
      points: [
        { key: "batch_loss", value: loss, step },
        { key: "val_loss", value: scores.loss, step },
        { key: "val_auc", value: scores.auc, step },
      ],
    });
    await pause(everyMs);
  }
  await client.endRun(id, "FINISHED");
}

trainLive(readEnv().SLIPWAY_URL).then(
  () => process.exit(0),
  () => process.exit(1), // the server went away: the next start trains anew
);
