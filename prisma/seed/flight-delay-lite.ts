import { createModel } from "@/lib/verbs/registry/models/create-model";
import { editModel } from "@/lib/verbs/registry/models/edit-model";
import { setAlias } from "@/lib/verbs/registry/versions/set-alias";
import { litePolicy } from "./policies";
import type { Story } from "./story";
import { tellingOf } from "./telling";

const name = "flight-delay-lite";

const card = `The fallback of flight-delay: hour, weekday and distance alone, 34 weights.

It answers where the airports are unknown or the feature service is away. It has to be **calibrated** rather than sharp: its headline is the Brier score.`;

/** The second model: three versions of the sweep's smallest runs, let in by gates alone. */
export async function tellFlightDelayLite(story: Story): Promise<void> {
  const { step, day, players } = story;
  const lite = tellingOf(name, story);
  await step(name, "dana", createModel, { name, description: card }, day(130, "10:05"));
  await step(`${name} owner`, "dana", editModel, { name, ownerId: players.noor.id }, day(130, "10:08"));
  await lite.version(
    1,
    "lr 0.03 · l2 0 · batch 64 · time",
    (auc) => `The small input of the first days, in small batches: test AUC ${auc}.`,
    day(129, "14:30"),
  );
  const reason = "It is a fallback and its input is tiny: the gates decide, nobody has to be awake for it.";
  await lite.policy(1, "emil", litePolicy, reason, day(126, "09:50"));
  await lite.agree(1, "noor", "As long as it is only the fallback.", day(125, "08:45"));
  await lite.ask(1, { reason: "So that there is a fallback at all." }, day(124, "11:20"));
  await lite.version(
    2,
    "lr 0.1 · l2 0 · batch 64 · time",
    (auc) => `The same input, a larger learning rate: test AUC ${auc}.`,
    day(90, "13:15"),
  );
  const better = { reason: "Lower Brier score than version 1, from the same input." };
  await lite.ask(2, better, day(88, "09:25"));
  const fallback = { name, alias: "fallback", version: 2 };
  await step(`${name} fallback`, "emil", setAlias, fallback, day(88, "09:40"));
  await lite.version(
    3,
    "lr 0.3 · l2 0 · batch 256 · time",
    (auc) => `Larger batches and steps: test AUC ${auc}.`,
    day(20, "16:10"),
  );
  await lite.stage(3, "Staging", day(19, "09:30"));
  const body = "0.0001 of Brier score. I would leave it in Staging until there is more to it.";
  await lite.say("noor", { version: 3, body }, day(18, "10:45"));
}
