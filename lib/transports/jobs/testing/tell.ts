import { randomUUID } from "node:crypto";
import { eventTypes } from "@/lib/core/webhooks/events";
import { sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { perform } from "@/lib/verbs/kernel";
import { createWebhook } from "@/lib/verbs/webhooks/create-webhook";
import { emit, type Notice } from "@/lib/verbs/webhooks/shared/outbox";

type More = { mail?: NonNullable<Notice["mail"]>; effectiveAt?: Date };
const when = ({ effectiveAt }: More) => (effectiveAt ? { effectiveAt } : {});

/** Makers of webhooks and of things to be told, on real stores. */
export function teller(context: Context) {
  const { database } = context.stores;
  const { prisma } = database;
  return {
    webhook: (url: string) => perform(createWebhook, { ...context, input: { url, events: [...eventTypes] } }),
    /** As a verb does it: in a transaction of its own. */
    tell: (aggregate: string, data: Record<string, unknown> = {}, more: More = {}) =>
      database.transaction((tx) =>
        emit(
          { ...context, tx, ...when(more) },
          { type: "version.transitioned", aggregate, data, ...(more.mail ? { mail: more.mail } : {}) },
        ),
      ),
    aggregate: () => randomUUID(),
    deliveries: (webhookId: string) =>
      prisma.webhookDelivery.findMany({
        where: { webhookId },
        orderBy: { outboxSeq: "asc" },
        include: { log: { orderBy: { id: "asc" } }, message: true },
      }),
    stored: (id: string) => prisma.webhook.findUniqueOrThrow({ where: { id } }),
    /** As if so much time had passed for what waits: retries, leases, pauses. */
    async pass(webhookId: string, seconds: number) {
      const span = sql`make_interval(secs => ${seconds})`;
      await database.query(sql`
        UPDATE webhook_delivery SET next_at = next_at - ${span}, leased_until = leased_until - ${span}
        WHERE webhook_id = ${webhookId}`);
      await database.query(sql`
        UPDATE webhook SET paused_until = paused_until - ${span}, failing_since = failing_since - ${span},
          previous_until = previous_until - ${span} WHERE id = ${webhookId}`);
    },
  };
}
