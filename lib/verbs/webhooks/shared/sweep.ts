import { type Database, sql } from "@/lib/stores/database/database";

/** Forgets what was told 30 days ago, what was given up 90 days ago, and mail that was settled a week ago. */
export async function sweepOutbox(database: Database): Promise<void> {
  await database.query(sql`
    DELETE FROM webhook_delivery
    WHERE (state = 'delivered' AND finished_at < now() - interval '30 days')
      OR (state = 'dead' AND finished_at < now() - interval '90 days')`);
  await database.query(sql`
    DELETE FROM outbox o WHERE created_at < now() - interval '30 days'
      AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.outbox_seq = o.seq)`);
  await database.query(sql`
    DELETE FROM mail WHERE created_at < now() - interval '7 days' AND state <> 'pending'`);
  await database.query(sql`
    UPDATE webhook SET previous_secret = NULL, previous_until = NULL WHERE previous_until < now()`);
}
