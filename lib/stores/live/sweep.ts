import { type Database, sql } from "@/lib/stores/database/database";

/** Forgets events of a day ago. The newest one stays: by it a page that comes back learns that it missed some. */
export async function sweepEvents(database: Database): Promise<void> {
  await database.query(
    sql`DELETE FROM event WHERE at < now() - interval '1 day' AND id < (SELECT max(id) FROM event)`,
  );
}
