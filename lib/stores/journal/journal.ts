import { type Database, sql } from "@/lib/stores/database/database";

export type Entry = {
  id: bigint;
  stream: string;
  target: string;
  body: Uint8Array;
  rows: number;
  attempts: number;
};
/** As it was logged, whatever became of it since. */
export type Batch = Omit<Entry, "attempts">;
export type Waiting = { rows: number; bytes: number; batches: number };

/** Logging stops above this much unflushed: 503 for the client, which tries again, and nothing is half stored. */
export const maxWaitingBytes = 256 * 1024 * 1024;

/** How much is on its way to telemetry, in rows, bytes and batches; what is set aside is not, and keeps nobody from logging. */
export async function waiting(database: Database): Promise<Waiting> {
  const [row] = await database.query<{ rows: bigint; bytes: bigint; batches: bigint }>(
    sql`SELECT coalesce(sum(rows), 0)::bigint AS rows, coalesce(sum(bytes), 0)::bigint AS bytes, count(*) AS batches
        FROM journal j WHERE flushed_at IS NULL AND NOT EXISTS (SELECT FROM journal_aside a WHERE a.journal_id = j.id)`,
  );
  return { rows: Number(row?.rows ?? 0), bytes: Number(row?.bytes ?? 0), batches: Number(row?.batches ?? 0) };
}

/** A target's oldest unflushed batches, as many as stay within the limits, and always one; without those set aside until later. */
export const unflushed = (
  database: Database,
  target: string,
  limit: { batches: number; bytes: number; rows: number },
): Promise<Entry[]> =>
  database.query<Entry>(sql`
    WITH oldest AS MATERIALIZED (
      SELECT id, received_at, rows, bytes FROM journal j WHERE flushed_at IS NULL AND target = ${target}
        AND NOT EXISTS (SELECT FROM journal_aside a WHERE a.journal_id = j.id AND a.retry_at > now())
      ORDER BY id LIMIT ${limit.batches}
    ), chosen AS (
      SELECT id, received_at, sum(bytes) OVER (ORDER BY id) - bytes AS bytes_before, sum(rows) OVER (ORDER BY id) - rows AS rows_before
      FROM oldest
    )
    SELECT j.id, j.stream, j.target, j.body, j.rows, coalesce(a.attempts, 0) AS attempts
    FROM chosen JOIN journal j USING (id, received_at) LEFT JOIN journal_aside a ON a.journal_id = j.id
    WHERE bytes_before < ${limit.bytes} AND rows_before < ${limit.rows} ORDER BY j.id`);

const pageBytes = 4 * 1024 * 1024;

/** The unflushed batches of some streams, for readers that cannot wait: in pages of so many bytes, and of one batch at least. */
export async function* unflushedOf(
  database: Database,
  streams: readonly string[],
  bytes = pageBytes,
): AsyncGenerator<Batch[]> {
  for (let after = -1n; ; ) {
    const page = await database.query<Batch>(sql`
      WITH next AS MATERIALIZED (
        SELECT id, received_at, bytes FROM journal
        WHERE flushed_at IS NULL AND stream = ANY(${[...streams]}::text[]) AND id > ${after}::bigint ORDER BY id LIMIT 1000
      ), chosen AS (SELECT id, received_at, sum(bytes) OVER (ORDER BY id) - bytes AS bytes_before FROM next)
      SELECT j.id, j.stream, j.target, j.body, j.rows FROM chosen JOIN journal j USING (id, received_at)
      WHERE bytes_before < ${bytes} ORDER BY j.id`);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}

export async function markFlushed(database: Database, entries: readonly Entry[]): Promise<void> {
  const ids = entries.map(({ id }) => id);
  await database.query(sql`
    WITH back AS (DELETE FROM journal_aside WHERE journal_id = ANY(${ids}::bigint[]))
    UPDATE journal SET flushed_at = now() WHERE id = ANY(${ids}::bigint[]) AND flushed_at IS NULL`);
}

/** Sets one batch aside that the store refused by itself: after 1 min, 2, 4 … at most 6 h it is tried again. Returns the attempts. */
export async function setAside(database: Database, { id }: Entry, reason: string): Promise<number> {
  const [row] = await database.query<{ attempts: number }>(sql`
    INSERT INTO journal_aside AS a (journal_id, reason, retry_at) VALUES (${id}, ${reason}, now() + interval '1 minute')
    ON CONFLICT (journal_id) DO UPDATE SET attempts = a.attempts + 1, reason = excluded.reason,
      retry_at = now() + least(interval '6 hours', interval '1 minute' * power(2, least(a.attempts, 9)))
    RETURNING attempts`);
  return row?.attempts ?? 1;
}

/** What was refused for a week is kept beside the journal, whose day it would hold for ever. Returns the batches moved. */
export async function giveUp(database: Database): Promise<number> {
  const [row] = await database.query<{ moved: number }>(
    sql`SELECT journal_give_up(interval '7 days') AS moved`,
  );
  return row?.moved ?? 0;
}

/** What does not flow: batches of targets that this version does not know, and those set aside. */
export type Stuck = {
  unknown: { target: string; batches: number; rows: number }[];
  aside: Omit<Waiting, "bytes">;
};

export async function stuck(database: Database, known: readonly string[]): Promise<Stuck> {
  const unknown = await database.query<{ target: string; batches: bigint; rows: bigint }>(sql`
    SELECT target, count(*) AS batches, sum(rows)::bigint AS rows FROM journal
    WHERE flushed_at IS NULL AND NOT target = ANY(${[...known]}::text[]) GROUP BY target ORDER BY target`);
  const [aside] = await database.query<{ batches: bigint; rows: bigint }>(sql`
    SELECT count(*) AS batches, coalesce(sum(j.rows), 0)::bigint AS rows
    FROM journal_aside a JOIN journal j ON j.id = a.journal_id WHERE j.flushed_at IS NULL`);
  return {
    unknown: unknown.map(({ target, batches, rows }) => ({
      target,
      batches: Number(batches),
      rows: Number(rows),
    })),
    aside: { batches: Number(aside?.batches ?? 0), rows: Number(aside?.rows ?? 0) },
  };
}
