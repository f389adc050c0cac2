import { randomUUID } from "node:crypto";
import { isSecret } from "@/lib/core/people/secret-format";
import { type Database, sql, type Transaction } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { hashSecret, newSecret } from "./secrets";
import { giveBack, takeAttempt } from "./throttle";

export type LinkPurpose = "setup" | "invitation" | "reset";
export type Link = {
  id: string;
  purpose: LinkPurpose;
  userId: string | null;
  email: string | null;
  name: string | null;
};

const lifeSeconds = { setup: 24 * 3600, invitation: 7 * 24 * 3600, reset: 24 * 3600 } as const;
const places = { setup: "/setup", invitation: "/invitation", reset: "/invitation" } as const;

/** A person's links that nobody has used stop working. */
export const dropLinks = (tx: Pick<Transaction, "oneTimeLink">, userId: string) =>
  tx.oneTimeLink.deleteMany({ where: { userId, usedAt: null } });

/** Makes a link that works once; earlier ones of the same person and purpose stop working. The secret is not kept. */
export async function makeLink(
  tx: Pick<Transaction, "$queryRaw" | "oneTimeLink">,
  purpose: LinkPurpose,
  userId: string | null,
): Promise<{ path: string; expiresAt: Date }> {
  const secret = newSecret(purpose);
  if (userId !== null) await dropLinks(tx, userId);
  const [made] = await tx.$queryRaw<{ expiresAt: Date }[]>`
    INSERT INTO one_time_link (id, hash, purpose, user_id, expires_at)
    VALUES (${randomUUID()}, ${hashSecret(secret)}, ${purpose}, ${userId}, now() + make_interval(secs => ${lifeSeconds[purpose]}))
    RETURNING expires_at AS "expiresAt"`;
  return { path: `${places[purpose]}?token=${secret}`, expiresAt: made?.expiresAt ?? new Date() };
}

/** The usable link behind a secret, or null: unknown, used, expired and of a disabled person all look the same. Errors: too-many-attempts. */
export async function findLink(
  { stores: { database }, ip }: Pick<Context, "stores" | "ip">,
  secret: string,
  purposes: readonly LinkPurpose[],
): Promise<Link | null> {
  await takeAttempt(database, "link:address", ip ?? "unknown");
  const link = purposes.some((purpose) => isSecret(purpose, secret)) ? await usable(database, secret) : null;
  if (!link || !purposes.includes(link.purpose)) return null;
  await giveBack(database, "link:address", ip ?? "unknown", false);
  return link;
}

async function usable(database: Database, secret: string): Promise<Link | null> {
  const [link] = await database.query<Link>(
    sql`SELECT l.id, l.purpose, l.user_id AS "userId", u.email, u.name FROM one_time_link l LEFT JOIN "user" u ON u.id = l.user_id
        WHERE l.hash = ${hashSecret(secret)} AND l.used_at IS NULL AND l.expires_at > now() AND u.disabled_at IS NULL`,
  );
  return link ?? null;
}

/** Uses the link up; false when somebody else just did. */
export async function spendLink(tx: Transaction, id: string): Promise<boolean> {
  const used =
    await tx.$executeRaw`UPDATE one_time_link SET used_at = now() WHERE id = ${id} AND used_at IS NULL AND expires_at > now()`;
  return used === 1;
}
