import { randomUUID } from "node:crypto";
import { z } from "zod";
import { conflict } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { payloadOf, testEvent } from "@/lib/core/webhooks/events";
import { write } from "@/lib/verbs/kernel";
import { takeAttempt } from "@/lib/verbs/people/shared/throttle";
import { newMessageId } from "./shared/outbox";
import { findWebhook, lockWebhook, requireSeal } from "./shared/webhooks";

/** Sends `webhook.test` to one webhook, tried once, a few times a minute. Errors: not-found, conflict, too-many-attempts. */
export const testWebhook = write({
  name: "test-webhook",
  summary: "Send a test event to a webhook",
  needs: "administer",
  input: z.strictObject({ id: text(100).min(1) }),
  output: z.object({ deliveryId: z.string(), messageId: z.string() }),

  async prepare(context, { id }) {
    requireSeal(context);
    await findWebhook(context, id);
    await takeAttempt(context.stores.database, "webhook:test", context.project.id);
  },
  async load(context, { id }) {
    const row = await lockWebhook(context, id);
    if (row.disabledAt !== null) throw conflict("This webhook is switched off: switch it on first.");
    return row;
  },
  allow: () => null,

  async run({ tx, project }, _, row) {
    const messageId = newMessageId();
    const deliveryId = randomUUID();
    // Of an aggregate of its own: it waits behind nothing.
    const payload = payloadOf(testEvent, new Date(), { webhookId: row.id, project: project.slug });
    const { seq } = await tx.outbox.create({
      data: { id: messageId, projectId: project.id, type: testEvent, aggregate: messageId, payload },
    });
    await tx.webhookDelivery.create({
      data: { id: deliveryId, webhookId: row.id, outboxSeq: seq, aggregate: messageId },
    });
    return { deliveryId, messageId };
  },

  audit: ({ messageId }, { id }) => ({ target: { type: "webhook", id }, after: { messageId } }),
  present: (done) => done,
});
