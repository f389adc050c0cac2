import { testEvent } from "@/lib/core/webhooks/events";
import { afterAttempt, longestFailing, type Next } from "@/lib/core/webhooks/schedule";
import { type Database, sql } from "@/lib/stores/database/database";
import type { Posted } from "@/lib/stores/outgoing/post";

/** A delivery that this process may attempt until its lease ends. */
export type Claimed = {
  id: string;
  webhookId: string;
  projectId: string;
  attempts: number;
  messageId: string;
  type: string;
  payload: Uint8Array;
  url: string;
  secret: Uint8Array;
  previousSecret: Uint8Array | null;
};

/** More than an attempt can take, less than anybody wants to wait after a kill. In seconds. */
export const leaseSeconds = 60;
const perWebhook = 4;

/**
 * Claims what is due: a few of each webhook that is not `busy`, and of one model only the oldest that is not settled, so that
 * its order is kept. Committed before anything is sent: who dies after that is followed by another when the lease ends.
 */
export const claimDeliveries = (
  database: Database,
  lease: string,
  busy: readonly string[],
): Promise<Claimed[]> =>
  database.query<Claimed>(sql`
    WITH due AS (
      SELECT d.id FROM webhook w CROSS JOIN LATERAL (
        SELECT d.id FROM webhook_delivery d
        WHERE d.webhook_id = w.id AND d.state IN ('pending', 'failed') AND d.next_at <= now()
          AND (d.leased_until IS NULL OR d.leased_until <= now())
          AND NOT EXISTS (
            SELECT FROM webhook_delivery e
            WHERE e.webhook_id = d.webhook_id AND e.aggregate = d.aggregate AND e.outbox_seq < d.outbox_seq
              AND e.state IN ('pending', 'failed'))
        ORDER BY d.outbox_seq LIMIT ${perWebhook} FOR UPDATE SKIP LOCKED) d
      WHERE w.disabled_at IS NULL AND (w.paused_until IS NULL OR w.paused_until <= now())
        AND w.id <> ALL(${busy}::text[]))
    UPDATE webhook_delivery d
    SET lease = ${lease}, leased_until = now() + make_interval(secs => ${leaseSeconds})
    FROM due, webhook w, outbox o
    WHERE d.id = due.id AND w.id = d.webhook_id AND o.seq = d.outbox_seq
    RETURNING d.id, d.webhook_id AS "webhookId", w.project_id AS "projectId", d.attempts, o.id AS "messageId", o.type,
      o.payload, w.url, w.secret,
      CASE WHEN w.previous_until > now() THEN w.previous_secret END AS "previousSecret"`);

/** Gives claimed deliveries back untried, as when the process ends. */
export async function releaseDeliveries(database: Database, lease: string): Promise<void> {
  await database.query(
    sql`UPDATE webhook_delivery SET lease = NULL, leased_until = NULL WHERE lease = ${lease}`,
  );
}

/**
 * Writes down how an attempt ended and what follows. A lease that was lost meanwhile leaves the row to its new holder.
 * Gives why the webhook is to be switched off, or null.
 */
export async function recordAttempt(
  { transaction }: Database,
  claimed: Claimed,
  lease: string,
  posted: Posted,
  random: number,
): Promise<string | null> {
  const attempt = claimed.attempts + 1;
  const isTest = claimed.type === testEvent;
  const planned = afterAttempt(attempt, posted, random, new Date());
  // Who pressed the button looks at the first answer: no more follow.
  const next: Next = isTest && planned.state === "failed" ? { state: "dead", disable: false } : planned;
  const wait = next.state === "failed" ? next.wait : 0;
  const pause = next.state === "failed" ? next.pause : 0;
  const settled = next.state !== "failed";
  return transaction(async (tx) => {
    // The webhook first, as all who change one do: two of us never wait for each other.
    await tx.$queryRaw`SELECT 1 FROM webhook WHERE id = ${claimed.webhookId} FOR UPDATE`;
    const held = await tx.$executeRaw`
      UPDATE webhook_delivery SET state = ${next.state}, attempts = ${attempt}, lease = NULL, leased_until = NULL,
        next_at = now() + make_interval(secs => ${wait}),
        finished_at = CASE WHEN ${settled} THEN now() END
      WHERE id = ${claimed.id} AND lease = ${lease}`;
    if (held === 0) return null;
    await tx.webhookAttempt.create({
      data: {
        deliveryId: claimed.id,
        status: posted.status,
        error: posted.error,
        response: posted.response.slice(0, bytesKept),
        durationMs: posted.durationMs,
      },
    });
    const failed = next.state !== "delivered";
    const [webhook] = await tx.$queryRaw<{ late: boolean }[]>`
      UPDATE webhook SET
        failing_since = CASE WHEN NOT ${failed} THEN NULL WHEN ${isTest} THEN failing_since ELSE coalesce(failing_since, now()) END,
        last_delivered_at = CASE WHEN ${failed} THEN last_delivered_at ELSE now() END,
        paused_until = CASE WHEN ${pause} > 0 THEN now() + make_interval(secs => ${pause}) WHEN ${failed} THEN paused_until END
      WHERE id = ${claimed.webhookId}
      RETURNING failing_since < now() - make_interval(days => ${longestFailing}) AS late`;
    await tx.event.create({
      data: { projectId: claimed.projectId, kind: "webhook", subject: claimed.webhookId },
    });
    if (next.state === "dead" && next.disable) return "The receiver answered 410: it wants no more.";
    return webhook?.late ? `Every attempt of the last ${longestFailing} days failed.` : null;
  });
}
const bytesKept = 2_048;
