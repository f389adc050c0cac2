import { type Reader, type Sql, sql } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";

/**
 * Does the request `r` of a statement wait for somebody: open or waiting for changes, and not expired? By PostgreSQL's clock, and of
 * what is told afterwards by the time at which it took effect.
 */
export const pending = ({ effectiveAt }: Scope): Sql =>
  sql`(r.status IN ('open', 'changes-requested') AND r.expires_at > ${effectiveAt ? sql`${effectiveAt}::timestamptz` : sql`now()`})`;

/** When something entered or left Production after the rollback `r`; null where nothing has. */
export const movedOn = sql`
  SELECT t.at FROM transition t
  WHERE t.model_id = r.model_id AND (t.from_stage = 'Production' OR t.to_stage = 'Production')
    AND t.request_id IS DISTINCT FROM r.id
    AND t.id > (SELECT max(own.id) FROM transition own WHERE own.model_id = r.model_id AND own.request_id = r.id)
  ORDER BY t.id LIMIT 1`;

/** A rollback `r` that a second person has yet to confirm: what it brought back is still there, and nothing came after it. */
export const unconfirmed = sql`(r.kind = 'rollback' AND r.confirm_by IS NOT NULL AND r.confirmed_at IS NULL
  AND EXISTS (SELECT FROM version v WHERE v.id = r.version_id) AND NOT EXISTS (${movedOn}))`;

/** One of which nobody did so in time. */
export const overdue = sql`(r.confirm_by <= now() AND ${unconfirmed})`;

export type Pending = { id: string; version: number; to: string };

/** The requests for these versions that wait for somebody, into one stage or into any; the oldest first. */
export const pendingOf = (
  reader: Reader,
  context: Scope,
  versionIds: readonly string[],
  to: string | null = null,
): Promise<Pending[]> =>
  reader.$queryRaw<Pending[]>(sql`
    SELECT r.id, r.version, r.to_stage AS "to" FROM stage_request r
    WHERE r.version_id = ANY(${[...versionIds]}::text[]) AND (${to}::text IS NULL OR r.to_stage = ${to}::text)
      AND ${pending(context)} ORDER BY r.created_at, r.id`);

/** Which of these requests wait for somebody. */
export async function pendingAmong(
  reader: Reader,
  context: Scope,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await reader.$queryRaw<{ id: string }[]>(
    sql`SELECT r.id FROM stage_request r WHERE r.id = ANY(${[...ids]}::text[]) AND ${pending(context)}`,
  );
  return new Set(rows.map(({ id }) => id));
}
