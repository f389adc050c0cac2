import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { auditWebhook, lockWebhook } from "./shared/webhooks";

/** Deletes a webhook, what waits for it and its log. Errors: not-found. */
export const deleteWebhook = write({
  name: "delete-webhook",
  summary: "Delete a webhook with its delivery log",
  needs: "administer",
  input: z.strictObject({ id: text(100).min(1) }),
  output: nothing,

  load: (context, { id }) => lockWebhook(context, id),
  allow: () => null,

  async run({ tx, announce }, _, row) {
    await tx.webhook.delete({ where: { id: row.id } });
    await announce("webhook", row.id);
  },

  audit: (_, __, row) => ({ target: { type: "webhook", id: row.id }, before: auditWebhook(row) }),
  present: () => ({}),
});
