import { z } from "zod";
import { readEnv } from "@/lib/env";
import { openClient } from "./client";
import { readFlights } from "./flights";
import { demoPeople, tokenOf } from "./people";
import { registerBest } from "./register";
import { recordStudies } from "./studies";
import { byAuc, recordSweep, trials } from "./sweep";

const done = "slipway.demo";
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Fills the demo workspace, once: what is there already stays as it is. */
async function main(url: string): Promise<void> {
  const { file, made } = await demoPeople(url);
  if (made) say("Made the demo's four people.");
  const client = openClient(url, tokenOf(file, "scientist"));
  const sweep = await client.experiment(
    "Flight delay: sweep",
    "Will a US flight arrive more than 15 minutes late? A grid of 108 logistic regressions on 20 000 flights of early 2001.",
  );
  const studies = await client.experiment(
    "Flight delay: studies",
    "Single runs that show something: a baseline, one that overfits, one that diverges, one that is training right now.",
  );
  if (await isDone(client, sweep)) return;
  const flights = readFlights();
  say(`Training ${trials.length} models on ${flights.train.length} flights.`);
  const recorded = await recordSweep(client, sweep, flights, (count) => {
    if (count % 12 === 0) say(`Trained ${count} of ${trials.length} models.`);
  });
  await recordStudies(client, studies, flights);
  await registerBest(client, byAuc(recorded));
  await client.post("experiments/set-experiment-tag", { experiment_id: sweep, key: done, value: "complete" });
  say("The demo workspace is filled.");
}

const tagged = z.object({
  experiment: z.object({ tags: z.array(z.object({ key: z.string(), value: z.string() })).default([]) }),
});

async function isDone(client: ReturnType<typeof openClient>, experimentId: string): Promise<boolean> {
  const { experiment } = tagged.parse(await client.get(`experiments/get?experiment_id=${experimentId}`));
  return experiment.tags.some(({ key }) => key === done);
}

main(readEnv().SLIPWAY_URL).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
