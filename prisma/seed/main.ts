import { z } from "zod";
import { readEnv } from "@/lib/env";
import { signInAll, signOutAll } from "./acting";
import { openClient } from "./client";
import { tellFlightDelay } from "./flight-delay";
import { tellFlightDelayLite } from "./flight-delay-lite";
import { readFlights } from "./flights";
import { type DemoFile, demoPeople, tokenOf } from "./people";
import { openStory } from "./story";
import { recordStudies } from "./studies";
import { recordSweep, type Sweep, trials } from "./sweep";

const done = "slipway.demo";
const say = (line: string) => process.stdout.write(`${line}\n`);

// The sweep is logged as if it had run then: the registry's story, which is told after it, needs its runs to come first.
const sweepAge = 281 * 86_400_000;

/** Fills the demo workspace, once: what is there already stays as it is, and a fill that was cut off goes on. */
async function main(url: string): Promise<void> {
  const { file, made } = await demoPeople(url);
  if (made > 0) say(`Made the demo's people (${made}).`);
  const token = tokenOf(file, "scientist");
  const client = openClient(url, token);
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
  const then = openClient(url, token, () => Date.now() - sweepAge);
  const recorded = await recordSweep(then, sweep, flights, (count) => {
    if (count % 12 === 0) say(`Trained ${count} of ${trials.length} models.`);
  });
  await recordStudies(client, studies, flights);
  await fillRegistry(file, recorded);
  // Last: journeys wait for it.
  await client.post("experiments/set-experiment-tag", { experiment_id: sweep, key: done, value: "complete" });
  say("The demo workspace is filled.");
}

/** The registry's history, by the demo's people. */
async function fillRegistry({ users, others }: DemoFile, { trials: recorded, startedAt }: Sweep) {
  const players = await signInAll([...users, ...others]);
  const story = await openStory(players, recorded, Math.min(Date.now(), startedAt + sweepAge));
  await tellFlightDelayLite(story);
  await tellFlightDelay(story);
  await signOutAll(players);
  say("Told the history of 2 models in the registry.");
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
