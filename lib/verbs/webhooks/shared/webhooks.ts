import { conflict, invalid, notFound } from "@/lib/core/errors";
import { refusalOf } from "@/lib/core/webhooks/how-to-allow";
import type { Transaction } from "@/lib/stores/database/database";
import type { Seal } from "@/lib/stores/outgoing/seal";
import type { Context, WriteContext } from "@/lib/verbs/kernel";
import type { webhook as WebhookRow } from "@/prisma/generated/client";

const missing = () => notFound("There is no such webhook here.");

/** The webhook, locked. Error: not-found. */
export async function lockWebhook({ tx, project }: WriteContext, id: string): Promise<WebhookRow> {
  await tx.$queryRaw`SELECT 1 FROM webhook WHERE id = ${id} AND project_id = ${project.id} FOR UPDATE`;
  const row = await tx.webhook.findFirst({ where: { id, projectId: project.id } });
  if (!row) throw missing();
  return row;
}

/** Error: not-found. */
export async function findWebhook({ stores, project }: Context, id: string): Promise<WebhookRow> {
  const row = await stores.database.prisma.webhook.findFirst({ where: { id, projectId: project.id } });
  return row ?? Promise.reject(missing());
}

/** Error: conflict where the server has no key to keep secrets under. */
export function requireSeal({ stores }: Context): Seal {
  const { seal } = stores.outgoing;
  if (seal === null)
    throw conflict(
      "Webhooks need SLIPWAY_KEY, under which their secrets are kept: set it for the server (`openssl rand -base64 32` makes one) and restart.",
    );
  return seal;
}

/** Error: invalid, with how the operator could allow it, told from the URL alone: nothing of our network. */
export async function requireAllowed({ stores }: Context, url: string): Promise<void> {
  if (await stores.outgoing.guard.mayBeSaved(url)) return;
  const message = refusalOf(url);
  throw invalid(message, [{ pointer: "/url", message }]);
}

/** What still waits when a webhook is switched off is given up: it can be replayed, by range. */
export async function giveUpWaiting(tx: Transaction, webhookId: string): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: { webhookId, state: { in: ["pending", "failed"] } },
    data: { state: "dead", finishedAt: new Date(), lease: null, leasedUntil: null },
  });
}

/** What the trail keeps: not the path, which is a password with some receivers. Never the secret. */
export const auditWebhook = (row: Pick<WebhookRow, "url" | "description" | "events" | "disabledReason">) => ({
  receiver: new URL(row.url).origin,
  description: row.description,
  events: row.events,
  disabled: row.disabledReason,
});

type Counts = { waiting: number; dead: number };

/** With the name of who made it, and how many deliveries wait or were given up. */
export async function presentWebhooks({ stores }: Context, rows: readonly WebhookRow[]) {
  const { prisma } = stores.database;
  const [counted, people] = await Promise.all([
    prisma.webhookDelivery.groupBy({
      by: ["webhookId", "state"],
      where: { webhookId: { in: rows.map(({ id }) => id) }, state: { not: "delivered" } },
      _count: true,
    }),
    prisma.user.findMany({ where: { id: { in: rows.flatMap(({ createdBy }) => createdBy ?? []) } } }),
  ]);
  const counts = new Map<string, Counts>();
  for (const { webhookId, state, _count } of counted) {
    const before = counts.get(webhookId) ?? { waiting: 0, dead: 0 };
    const kind = state === "dead" ? "dead" : "waiting";
    counts.set(webhookId, { ...before, [kind]: before[kind] + _count });
  }
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events,
    enabled: row.disabledAt === null,
    disabledAt: row.disabledAt,
    disabledReason: row.disabledReason,
    failingSince: row.failingSince,
    lastDeliveredAt: row.lastDeliveredAt,
    pausedUntil: row.pausedUntil !== null && row.pausedUntil > new Date() ? row.pausedUntil : null,
    previousSecretUntil:
      row.previousUntil !== null && row.previousUntil > new Date() ? row.previousUntil : null,
    createdAt: row.createdAt,
    createdBy: people.find(({ id }) => id === row.createdBy)?.name ?? row.createdBy,
    ...(counts.get(row.id) ?? { waiting: 0, dead: 0 }),
  }));
}

export async function presentWebhook(context: Context, id: string) {
  const [row] = await presentWebhooks(context, [await findWebhook(context, id)]);
  return row ?? Promise.reject(missing());
}
