import { z } from "zod";
import { text } from "@/lib/core/fields";
import { webhookDescription, webhookEvents, webhookRow, webhookUrl } from "@/lib/core/webhooks/schemas";
import { write } from "@/lib/verbs/kernel";
import { mailAdmins } from "./shared/mail-admins";
import { auditWebhook, giveUpWaiting, lockWebhook, presentWebhook, requireAllowed } from "./shared/webhooks";

/**
 * Changes a webhook, or switches it on or off; our own job switches off what only fails, and says why. What waits when it is
 * switched off is given up and can be replayed. Errors: invalid, not-found.
 */
export const updateWebhook = write({
  name: "update-webhook",
  summary: "Change a webhook, or switch it on or off",
  needs: "administer",
  input: z
    .strictObject({
      id: text(100).min(1),
      url: webhookUrl.optional(),
      description: webhookDescription.optional(),
      events: webhookEvents.optional(),
      enabled: z.boolean().optional(),
      reason: text(200).optional(),
    })
    .refine(
      ({ id: _, ...changes }) => Object.values(changes).some((value) => value !== undefined),
      "changes nothing",
    ),
  output: webhookRow,

  async prepare(context, { url }) {
    if (url !== undefined) await requireAllowed(context, url);
  },
  load: (context, { id }) => lockWebhook(context, id),
  allow: (actor, _, { reason }) =>
    reason === undefined || actor.kind === "system" ? null : "Only Slipway itself gives a reason here.",

  async run(context, input, before) {
    const { tx, actor } = context;
    const { url, description, events, enabled } = input;
    const why = input.reason ?? "Switched off by an admin.";
    const fresh = { failingSince: null, pausedUntil: null };
    const switched =
      enabled === undefined || enabled === (before.disabledAt === null)
        ? {}
        : enabled
          ? { ...fresh, disabledAt: null, disabledReason: null }
          : { disabledAt: new Date(), disabledReason: why };
    const row = await tx.webhook.update({
      where: { id: before.id },
      data: {
        ...(url === undefined ? {} : { url: new URL(url).href, ...fresh }),
        ...(description === undefined ? {} : { description }),
        ...(events === undefined ? {} : { events }),
        ...switched,
      },
    });
    if (before.disabledAt === null && row.disabledAt !== null) {
      await giveUpWaiting(tx, row.id);
      if (actor.kind === "system")
        await mailAdmins(context, {
          subject: "A webhook was switched off",
          text: `${why}\n\nThe webhook ${row.description || new URL(row.url).host} of ${context.project.name} gets nothing until an admin switches it on again. What it missed can be replayed.`,
          path: "/settings/webhooks",
        });
    }
    await context.announce("webhook", row.id);
    return row;
  },

  audit: (row, { url }, before) => ({
    target: { type: "webhook", id: row.id },
    before: auditWebhook(before),
    after: { ...auditWebhook(row), ...(url === undefined ? {} : { urlChanged: row.url !== before.url }) },
  }),
  present: ({ id }, context) => presentWebhook(context, id),
});
