import { notFound } from "@/lib/core/errors";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope, WriteContext } from "@/lib/verbs/kernel";
import type { model as ModelRow } from "@/prisma/generated/client";

/** Error: not-found. */
export async function findModel(reader: Reader, { project }: Scope, name: string): Promise<ModelRow> {
  const row = await reader.model.findUnique({ where: { projectId_name: { projectId: project.id, name } } });
  if (!row) throw notFound(`Registered Model with name=${name} not found`);
  return row;
}

/**
 * The lock of the model `m` of a statement. Row locks let readers that share one go past a writer that waits; of this one everybody
 * waits in line, so that uploads without end keep nobody from a decision or a rollback.
 */
export const modelLock = sql`hashtextextended('model ' || m.id, 0)`;

/** The model, its row locked until the transaction ends: whatever changes its versions passes here one after the other. */
export async function lockModel(context: WriteContext, name: string): Promise<ModelRow> {
  await context.tx.$queryRaw(
    sql`SELECT pg_advisory_xact_lock(${modelLock})::text FROM model m WHERE project_id = ${context.project.id} AND name = ${name}`,
  );
  await context.tx.$queryRaw(
    sql`SELECT 1 FROM model WHERE project_id = ${context.project.id} AND name = ${name} FOR UPDATE`,
  );
  return findModel(context.tx, context, name);
}

/** What changed is newer, and open pages hear of it. */
export async function touchModel(context: WriteContext, model: ModelRow, versionId?: string): Promise<void> {
  const updatedAt = context.effectiveAt ?? new Date();
  await context.tx.model.update({ where: { id: model.id }, data: { updatedAt } });
  if (versionId !== undefined)
    await context.tx.version.update({ where: { id: versionId }, data: { updatedAt } });
  await context.announce("model", model.name);
}
