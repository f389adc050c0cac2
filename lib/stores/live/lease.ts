import { type Database, sql } from "@/lib/stores/database/database";

/** Takes the lease `name` for `ms` from now, or keeps it; false while another holder has it. Time is the database's. */
export async function takeLease(
  database: Database,
  name: string,
  holder: string,
  ms: number,
): Promise<boolean> {
  const taken = await database.query(sql`
    INSERT INTO lease (name, holder, until) VALUES (${name}, ${holder}, now() + ${ms}::float8 * interval '1 millisecond')
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE lease.until <= now() OR lease.holder = excluded.holder
    RETURNING name`);
  return taken.length > 0;
}

/** Gives back a holder's lease, or all that it has: somebody else may go on at once. */
export async function releaseLeases(database: Database, holder: string, name?: string): Promise<void> {
  await database.query(
    sql`DELETE FROM lease WHERE holder = ${holder} AND name = coalesce(${name ?? null}::text, name)`,
  );
}
