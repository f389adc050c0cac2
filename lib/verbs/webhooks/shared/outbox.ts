import { randomUUID } from "node:crypto";
import { type EventType, payloadOf } from "@/lib/core/webhooks/events";
import type { WriteContext } from "@/lib/verbs/kernel";

/** Something that happened, to be told to the project's webhooks and, where people are named, by mail. */
export type Notice = {
  type: EventType;
  /** The model's id: what concerns one model reaches each webhook in the order in which it happened. */
  aggregate: string;
  /** Thin: ids, names and words; a receiver that wants more asks our API. Never a secret. */
  data: Record<string, unknown>;
  /** `to`: ids of users. `path`: of our own page, `/models/…`. A job drops mail where SMTP is not set. */
  mail?: { to: readonly string[]; subject: string; text: string; path: string };
};

/**
 * Writes down, in the act's own transaction, what is to be told: it is told if and only if the act commits. The caller
 * holds the lock of the aggregate, which makes the order of these rows the order of the acts. What an import or the demo
 * tells of the past is no news: nobody hears of it.
 */
export async function emit(
  { tx, project, effectiveAt }: Pick<WriteContext, "tx" | "project" | "effectiveAt">,
  notice: Notice,
): Promise<void> {
  if (effectiveAt !== undefined) return;
  const { type, aggregate, data, mail } = notice;
  const id = newMessageId();
  const message = await tx.outbox.create({
    data: { id, projectId: project.id, type, aggregate, payload: payloadOf(type, new Date(), data) },
    select: { seq: true },
  });
  // Held, so that one that is deleted or switched off at this moment is so before or after, and the act does not fail by it.
  const webhooks = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM webhook WHERE project_id = ${project.id} AND disabled_at IS NULL AND ${type} = ANY(events)
    ORDER BY id FOR KEY SHARE`;
  if (webhooks.length > 0)
    await tx.webhookDelivery.createMany({
      data: webhooks.map((webhook) => ({
        id: randomUUID(),
        webhookId: webhook.id,
        outboxSeq: message.seq,
        aggregate,
      })),
    });
  if (mail && mail.to.length > 0)
    await tx.mail.createMany({
      data: [...new Set(mail.to)].map((userId) => ({
        id: randomUUID(),
        projectId: project.id,
        userId,
        subject: mail.subject.slice(0, 300),
        body: mail.text.slice(0, 10_000),
        path: mail.path,
      })),
    });
}

/** A webhook-id: stays the same over all attempts and replays, and has no dots. */
export const newMessageId = (): string => `msg_${randomUUID().replaceAll("-", "")}`;
