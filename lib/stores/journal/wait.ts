import { type Database, sql } from "@/lib/stores/database/database";
import type { Stores } from "@/lib/stores/open";

const deadlineMs = 2_000;
const pauseMs = 15;

/**
 * Read your own writes, with an end: waits until the streams' batches that stood in the journal at the call are in telemetry,
 * 2 s at most; who goes on logging does not make it longer, and what was set aside is not waited for.
 * Returns how many of those rows are still not copied (0 when all are).
 */
export async function settle(
  database: Database,
  streams: readonly string[],
  poke: Stores["poke"],
): Promise<number> {
  const until = Date.now() + deadlineMs;
  let { newest, rows, flows } = await behind(database, streams, null);
  while (flows && Date.now() < until) {
    poke("now");
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    ({ rows, flows } = await behind(database, streams, newest));
  }
  return rows;
}

type Behind = { newest: bigint | null; rows: number; flows: boolean };

/** What of these streams is not copied, up to `newest`; `flows`: some of it is on its way. */
async function behind(
  database: Database,
  streams: readonly string[],
  newest: bigint | null,
): Promise<Behind> {
  const [row] = await database.query<{ newest: bigint | null; rows: bigint; flows: boolean | null }>(sql`
    SELECT max(j.id) AS newest, coalesce(sum(j.rows), 0)::bigint AS rows, bool_or(a.journal_id IS NULL) AS flows
    FROM journal j LEFT JOIN journal_aside a ON a.journal_id = j.id
    WHERE j.flushed_at IS NULL AND j.stream = ANY(${[...streams]}::text[])
      AND (${newest}::bigint IS NULL OR j.id <= ${newest}::bigint)`);
  return { newest: row?.newest ?? null, rows: Number(row?.rows ?? 0), flows: row?.flows ?? false };
}
