import { type Database, sql } from "@/lib/stores/database/database";

/** Forgets what no longer decides anything: counts of a day ago, sessions and links that ended 30 days ago. */
export async function sweepPeople(database: Database): Promise<void> {
  await database.query(
    sql`DELETE FROM throttle WHERE window_started_at < now() - interval '1 day' AND coalesce(blocked_until, now()) <= now()`,
  );
  await database.query(sql`DELETE FROM user_session WHERE created_at < now() - interval '37 days'`);
  await database.query(sql`DELETE FROM one_time_link WHERE expires_at < now() - interval '30 days'`);
}
