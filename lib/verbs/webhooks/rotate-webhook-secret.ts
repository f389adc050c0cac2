import { randomBytes } from "node:crypto";
import { z } from "zod";
import { text } from "@/lib/core/fields";
import { rotationHours } from "@/lib/core/webhooks/schedule";
import { webhookRow, webhookSecret } from "@/lib/core/webhooks/schemas";
import { writeSecretKey } from "@/lib/core/webhooks/signature";
import { write } from "@/lib/verbs/kernel";
import { requireFresh } from "@/lib/verbs/people/shared/people";
import { lockWebhook, presentWebhook, requireSeal } from "./shared/webhooks";

/** Gives a webhook a new secret, shown this once. The one before it signs as well for a day. Errors: not-found, conflict. */
export const rotateWebhookSecret = write({
  name: "rotate-webhook-secret",
  summary: "Give a webhook a new secret: the old one signs as well for a day",
  needs: "administer",
  input: z.strictObject({ id: text(100).min(1) }),
  output: webhookRow.extend(webhookSecret.shape),

  prepare: requireSeal,
  async load(context, { id }) {
    await requireFresh(context);
    return lockWebhook(context, id);
  },
  allow: () => null,

  async run({ tx, announce }, _, before, seal) {
    const key = randomBytes(32);
    const previousUntil = new Date(Date.now() + rotationHours * 3_600_000);
    const row = await tx.webhook.update({
      where: { id: before.id },
      data: { secret: seal.close(key, before.id), previousSecret: before.secret, previousUntil },
    });
    await announce("webhook", row.id);
    return { row, secret: writeSecretKey(key) };
  },

  audit: ({ row }) => ({
    target: { type: "webhook", id: row.id },
    after: { previousSecretUntil: row.previousUntil?.toISOString() ?? null },
  }),
  present: async ({ row, secret }, context) => ({ ...(await presentWebhook(context, row.id)), secret }),
});
