import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { replayRange } from "@/lib/core/webhooks/schemas";
import { write } from "@/lib/verbs/kernel";
import { lockWebhook } from "./shared/webhooks";

const most = 1_000;

/** Sends again what was given up, and if asked what was delivered, of a range of time: oldest first. Errors: not-found, conflict. */
export const replayDeliveries = write({
  name: "replay-deliveries",
  summary: "Send a range of a webhook's messages again",
  needs: "administer",
  input: replayRange,
  output: z.object({ replayed: z.number() }),

  async load(context, { id }) {
    const webhook = await lockWebhook(context, id);
    if (webhook.disabledAt !== null) throw conflict("This webhook is switched off: switch it on first.");
    return webhook;
  },
  allow: () => null,

  async run({ tx, announce }, { id, from, to, delivered }) {
    const states = delivered ? ["dead", "delivered"] : ["dead"];
    const created = { gte: new Date(from), lt: new Date(to) };
    const where = { webhookId: id, state: { in: states }, createdAt: created };
    if ((await tx.webhookDelivery.count({ where })) > most)
      throw conflict(`More than ${most} messages lie in this range: replay it in shorter ones.`);
    const { count } = await tx.webhookDelivery.updateMany({
      where,
      data: { state: "pending", attempts: 0, nextAt: new Date(), finishedAt: null },
    });
    await announce("webhook", id);
    return count;
  },

  audit: (count, { id, from, to, delivered }) => ({
    target: { type: "webhook", id },
    after: { from, to, delivered, replayed: count },
  }),
  present: (replayed) => ({ replayed }),
});
