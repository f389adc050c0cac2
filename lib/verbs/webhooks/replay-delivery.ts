import { z } from "zod";
import { conflict, notFound } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { lockWebhook } from "./shared/webhooks";

/** Sends one message again: the same id and body, a new time and signature. Errors: not-found, conflict. */
export const replayDelivery = write({
  name: "replay-delivery",
  summary: "Send one webhook message again",
  needs: "administer",
  input: z.strictObject({ id: text(100).min(1) }),
  output: z.object({ replayed: z.number() }),

  async load(context, { id }) {
    const { tx, project } = context;
    const where = { id, webhook: { projectId: project.id } };
    const found = await tx.webhookDelivery.findFirst({ where, select: { webhookId: true } });
    if (!found) throw notFound("There is no such delivery here.");
    const webhook = await lockWebhook(context, found.webhookId);
    if (webhook.disabledAt !== null) throw conflict("This webhook is switched off: switch it on first.");
    await tx.$queryRaw`SELECT 1 FROM webhook_delivery WHERE id = ${id} FOR UPDATE`;
    const row = await tx.webhookDelivery.findUniqueOrThrow({ where: { id }, include: { message: true } });
    if (row.state === "pending") throw conflict("This message has not been sent yet: it is about to be.");
    if (row.leasedUntil !== null && row.leasedUntil > new Date())
      throw conflict("This message is being sent right now.");
    return row;
  },
  allow: () => null,

  async run({ tx, announce }, { id }, row) {
    await tx.webhookDelivery.update({
      where: { id },
      data: { state: "pending", attempts: 0, nextAt: new Date(), finishedAt: null },
    });
    await announce("webhook", row.webhookId);
  },

  audit: (_, { id }, row) => ({
    target: { type: "webhook", id: row.webhookId },
    before: { delivery: id, messageId: row.message.id, state: row.state },
  }),
  present: () => ({ replayed: 1 }),
});
