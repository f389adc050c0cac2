import { z } from "zod";
import type { ConfirmationState } from "@/lib/core/registry/requests/confirmation";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { movedOn, overdue, unconfirmed } from "./pending";

/** Where a rollback's confirmation stands; `endedAt`: when the model moved on. */
export type Confirmation = { state: ConfirmationState; endedAt: Date | null };

/** Does a second person's word still count? */
export const confirmable = (of: Confirmation | null | undefined): boolean =>
  of?.state === "waits" || of?.state === "overdue";

/** Of those of these requests that a second person confirms: where that stands, by PostgreSQL's clock. */
export async function confirmationsOf(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Confirmation>> {
  const rows = await reader.$queryRaw<(Confirmation & { id: string })[]>(sql`
    SELECT r.id, CASE WHEN r.confirmed_at IS NULL THEN (${movedOn}) END AS "endedAt", CASE
      WHEN r.confirmed_at IS NOT NULL THEN 'confirmed' WHEN ${overdue} THEN 'overdue'
      WHEN ${unconfirmed} THEN 'waits' ELSE 'superseded' END AS state
    FROM stage_request r
    WHERE r.id = ANY(${[...ids]}::text[]) AND r.kind = 'rollback' AND r.confirm_by IS NOT NULL`);
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
}

/** What a page says of a model whose last rollback nobody has confirmed. */
export const unconfirmedRollback = z.object({
  requestId: z.string(),
  version: z.number(),
  by: z.string(),
  due: z.date(),
  overdue: z.boolean(),
});
export type UnconfirmedRollback = z.infer<typeof unconfirmedRollback>;

/** The rollbacks of this project, or of one model, that wait for a second person; the newest of each model, by its id. */
export async function findAllUnconfirmed(
  { stores, project }: Context,
  modelId: string | null = null,
): Promise<ReadonlyMap<string, UnconfirmedRollback>> {
  const rows = await stores.database.query<UnconfirmedRollback & { modelId: string }>(sql`
    SELECT DISTINCT ON (r.model_id) r.model_id AS "modelId", r.id AS "requestId", r.version, r.confirm_by AS due,
      coalesce(u.name, r.requested_by) AS by, ${overdue} AS overdue
    FROM stage_request r LEFT JOIN "user" u ON u.id = r.requested_by
    WHERE r.project_id = ${project.id} AND (${modelId}::text IS NULL OR r.model_id = ${modelId}) AND ${unconfirmed}
    ORDER BY r.model_id, r.created_at DESC`);
  return new Map(rows.map(({ modelId: id, ...rollback }) => [id, rollback]));
}

export const findUnconfirmed = async (
  context: Context,
  modelId: string,
): Promise<UnconfirmedRollback | null> => (await findAllUnconfirmed(context, modelId)).get(modelId) ?? null;
