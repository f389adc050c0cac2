import { mailWait } from "@/lib/core/webhooks/schedule";
import { type Database, sql } from "@/lib/stores/database/database";

/** A letter that this process may try to send until its lease ends. `email` is null for who is not here any more. */
export type ClaimedMail = {
  id: string;
  subject: string;
  body: string;
  path: string;
  attempts: number;
  email: string | null;
};

const atOnce = 5;

/** No mail server: what was meant for one is dropped. */
export async function dropMail(database: Database): Promise<void> {
  await database.query(sql`UPDATE mail SET state = 'dropped', finished_at = now() WHERE state = 'pending'`);
}

export const claimMail = (database: Database, lease: string): Promise<ClaimedMail[]> =>
  database.query<ClaimedMail>(sql`
    WITH due AS (
      SELECT id FROM mail
      WHERE state = 'pending' AND next_at <= now() AND (leased_until IS NULL OR leased_until <= now())
      ORDER BY next_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
    UPDATE mail m SET lease = ${lease}, leased_until = now() + interval '2 minutes' FROM due
    WHERE m.id = due.id
    RETURNING m.id, m.subject, m.body, m.path, m.attempts,
      (SELECT email FROM "user" u WHERE u.id = m.user_id AND u.disabled_at IS NULL) AS email`);

type Settled = { state: "sent" | "dropped" } | { state: "failed"; error: string };

/** Writes down how it went; what failed is tried again for some hours. */
export async function recordMail(
  database: Database,
  { id, attempts }: ClaimedMail,
  lease: string,
  settled: Settled,
  random: number,
): Promise<void> {
  const wait = settled.state === "failed" ? mailWait(attempts + 1, random) : null;
  const state = settled.state !== "failed" ? settled.state : wait === null ? "dead" : "pending";
  const error = settled.state === "failed" ? settled.error.slice(0, 300) : null;
  await database.query(sql`
    UPDATE mail SET state = ${state}, attempts = attempts + 1, error = ${error}, lease = NULL, leased_until = NULL,
      next_at = now() + make_interval(secs => ${wait ?? 0}),
      finished_at = CASE WHEN ${state} <> 'pending' THEN now() END
    WHERE id = ${id} AND lease = ${lease}`);
}
