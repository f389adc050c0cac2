import { createModel } from "@/lib/verbs/registry/models/create-model";
import { editModel } from "@/lib/verbs/registry/models/edit-model";
import { rollBackModel } from "@/lib/verbs/registry/models/roll-back-model";
import { reviseRequest } from "@/lib/verbs/registry/requests/revise-request";
import { firstPolicy, secondPolicy, thirdPolicy } from "./policies";
import type { Story } from "./story";
import { type Telling, tellingOf } from "./telling";

const name = "flight-delay";

const card = `Will a US flight arrive more than 15 minutes late? Logistic regression over hour, weekday, distance and airports.

- **Data**: 20 000 US flights of January to March 2001. January and February train, early March validates, late March tests.
- **Answer**: the log-odds of being late. About one flight in five is.
- **Not for**: airports with few flights. One that was seen fewer than 20 times has no weight of its own.
- **Ask**: Dana Okafor.`;

/** The demo's main model: eight versions of the sweep's runs, from the worst to the best. */
export async function tellFlightDelay(story: Story): Promise<void> {
  const telling = tellingOf(name, story);
  await firstPromotion(telling, story);
  await secondPromotion(telling, story);
  await rollback(telling, story);
  await since(telling, story);
}

/** Made, described, guarded; the second version is the first to be served. */
async function firstPromotion(model: Telling, { step, day, players }: Story): Promise<void> {
  await step(name, "dana", createModel, { name, description: card }, day(276, "09:10"));
  await step(`${name} owner`, "dana", editModel, { name, ownerId: players.dana.id }, day(276, "09:14"));
  await model.version(
    1,
    "lr 0.01 · l2 0 · batch 256 · time",
    (auc) => `Hour, weekday and distance, a small learning rate: test AUC ${auc}. A first end to end.`,
    day(276, "09:31"),
  );
  await model.version(
    2,
    "lr 0.03 · l2 0 · batch 256 · time",
    (auc) => `The same input, three times the learning rate: test AUC ${auc}.`,
    day(270, "14:05"),
  );
  await model.stage(2, "Staging", day(268, "08:40"));
  const why = "Before the first version enters Production: what it must show.";
  await model.policy(1, "emil", firstPolicy, why, day(262, "10:00"));
  const asked = {
    reason: "The first one worth serving. Ten days in Staging without a surprise.",
    risk: "Low: nothing is in Production yet.",
    rollbackPlan: "Take it out; the airline's own estimate stands in.",
  };
  const id = await model.ask(2, asked, day(258, "09:20"));
  await model.decide(id, "emil", "approve", "Good enough to begin with.", day(257, "15:45"));
}

/** Airports come in. Version 4 is sent back once, and enters in the second round. */
async function secondPromotion(model: Telling, { step, day }: Story): Promise<void> {
  await model.version(
    3,
    "lr 0.03 · l2 0 · batch 256 · time+airports",
    (auc) => `With both airports: test AUC ${auc}. Stops before it has converged.`,
    day(200, "11:12"),
  );
  const early = "The training loss still falls in the last epoch. I would try a larger learning rate first.";
  await model.say("ada", { version: 3, body: early }, day(199, "13:30"));
  await model.version(
    4,
    "lr 0.1 · l2 0.003 · batch 256 · time+airports",
    (auc) => `With both airports and a learning rate that gets there: test AUC ${auc}.`,
    day(185, "16:02"),
  );
  await model.stage(4, "Staging", day(183, "09:00"));
  const better = "Better than version 2 in AUC, log loss and Brier score";
  const id = await model.ask(4, { reason: `${better}.` }, day(180, "09:15"));
  const back = "Say what happens at airports that the training never saw, and how we go back.";
  await model.decide(id, "noor", "changes", back, day(179, "10:30"));
  const unseen = "An unknown airport has no weight, so hour, weekday and distance answer, as in version 2.";
  await model.say("dana", { version: 4, requestId: id, body: unseen }, day(179, "14:10"));
  const again = {
    id,
    reason: `${better}; where an airport is unknown it falls back on what version 2 knows.`,
    risk: "Small airports have few flights, so their weights are uncertain.",
    rollbackPlan: "Roll back to version 2. Its input is a part of this one's, so callers change nothing.",
  };
  await step(`${name} v4 asked again`, "dana", reviseRequest, again, day(178, "08:50"));
  await model.decide(id, "noor", "approve", "That answers it.", day(178, "11:25"));
}

/** A policy that two agree on, a promotion that was none, and the way back. */
async function rollback(model: Telling, { step, day }: Story): Promise<void> {
  const longer =
    "Requests ran out over the holidays: two weeks instead of three days. And no step back in AUC.";
  await model.policy(2, "noor", secondPolicy, longer, day(120, "09:40"));
  await model.agree(2, "emil", "Agreed, with champion tied to Production.", day(119, "08:30"));
  await model.version(
    5,
    "lr 0.3 · l2 0 · batch 64 · time+airports",
    (auc) => `A larger learning rate, smaller batches, no L2: test AUC ${auc}.`,
    day(75, "15:20"),
  );
  await model.stage(5, "Staging", day(74, "09:05"));
  const best = { reason: "The best AUC so far, and all gates pass." };
  const id = await model.ask(5, best, day(72, "10:10"));
  await model.decide(id, "noor", "approve", "Gates pass.", day(71, "13:00"));
  const doubt = "It ranks a little better, but log loss and Brier score are both worse than version 4's.";
  await model.say("ada", { version: 5, body: doubt }, day(64, "16:40"));
  const reason =
    "It is too sure of itself: the desk called delays that did not come. Accuracy fell from 0.803 to 0.795.";
  const done = await step(`${name} rollback`, "emil", rollBackModel, { name, reason }, day(63, "06:55"));
  await model.decide(done, "noor", "approve", "Right. The gates never looked at the loss.", day(63, "09:30"));
  const lesson = "Version 5 passed on AUC alone. From now on its log loss counts, too.";
  await model.policy(3, "emil", thirdPolicy, lesson, day(60, "10:20"));
}

/** What came since: one rejected, and one that waits for whoever looks at the demo. */
async function since(model: Telling, { day, hoursAgo }: Story): Promise<void> {
  await model.version(
    6,
    "lr 0.1 · l2 0.003 · batch 256 · time+airports+route",
    (auc) => `Version 4 with a weight for each route: test AUC ${auc}.`,
    day(30, "14:45"),
  );
  const routes = { reason: "Knows routes, and is not worse than version 4." };
  const id = await model.ask(6, routes, day(28, "09:35"));
  const noise =
    "AUC is only better within noise: 0.00002 on 3 682 test flights. That does not pay for 42 weights more to look after.";
  await model.decide(id, "emil", "reject", noise, day(27, "11:15"));
  const fair = "Fair. Routes stay out; L2 is next.";
  await model.say("dana", { version: 6, requestId: id, body: fair }, day(27, "12:02"));
  await model.version(
    7,
    "lr 0.3 · l2 0 · batch 256 · time",
    (auc) => `Without airports again, fully trained, to see what airports are worth: test AUC ${auc}.`,
    day(14, "10:25"),
  );
  await model.version(
    8,
    "lr 0.1 · l2 0 · batch 64 · time+airports",
    (auc) => `Small batches, no L2: test AUC ${auc}, the best of all trials without routes.`,
    day(3, "15:50"),
  );
  await model.stage(8, "Staging", day(2, "09:10"));
  const open = {
    reason: "Better than version 4 in AUC and in log loss, on validation as well as on test.",
    risk: "No L2: weights of small airports may wander. All of them were seen 20 times or more.",
    rollbackPlan: "Roll back to version 4: same input, same features.",
  };
  const waiting = await model.ask(8, open, hoursAgo(5));
  const look =
    "Accuracy is one flight of 3 682 lower, Brier score clearly better. It is the engineers' turn.";
  await model.say("ada", { version: 8, requestId: waiting, body: look }, hoursAgo(3));
}
