import { sql, type Transaction } from "@/lib/stores/database/database";
import type { Stores } from "@/lib/stores/open";
import type { Context } from "@/lib/verbs/kernel";
import { emit } from "@/lib/verbs/webhooks/shared/outbox";
import { findDeciders } from "./deciders";
import { overdue } from "./pending";

type Late = {
  id: string;
  modelId: string;
  model: string;
  version: number;
  from: string;
  due: Date;
  by: string;
  reason: string;
  project: Context["project"];
};

/**
 * Rollbacks that nobody confirmed in time: the webhooks hear of each, and by mail whoever rolled back or may confirm it. Once,
 * whoever else is at it: that it was told is written in the transaction of the telling.
 */
export async function tellOverdue(stores: Stores): Promise<void> {
  const late = await stores.database.query<Late>(sql`
    SELECT r.id, r.model_id AS "modelId", m.name AS model, r.version, r.from_stage AS "from", r.confirm_by AS due,
      r.requested_by AS by, r.reason, json_build_object('id', p.id, 'slug', p.slug, 'name', p.name) AS project
    FROM stage_request r JOIN model m ON m.id = r.model_id JOIN project p ON p.id = r.project_id
    WHERE r.overdue_told_at IS NULL AND ${overdue} ORDER BY r.confirm_by, r.id LIMIT 100`);
  // One that cannot be told keeps no other from being told.
  const failures: unknown[] = [];
  for (const one of late) await tellOne(stores, one).catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${late.length} rollbacks could not be told of`);
}

async function tellOne(stores: Stores, late: Late): Promise<void> {
  const deciders = await findDeciders(systemIn(stores, late.project), [late.id]);
  const to = [late.by, ...(deciders.get(late.id)?.deciders ?? []).map(({ id }) => id)];
  await stores.database.transaction((tx) => tell(tx, late, to));
}

async function tell(tx: Transaction, late: Late, to: readonly string[]): Promise<void> {
  const { id, modelId, model, version, project, due } = late;
  // Under the model's lock, as whatever else is told of it: a confirmation comes wholly before or after.
  await tx.$queryRaw(sql`SELECT 1 FROM model WHERE id = ${modelId} FOR UPDATE`);
  const told = await tx.$executeRaw(
    sql`UPDATE stage_request r SET overdue_told_at = now() WHERE r.id = ${id} AND r.overdue_told_at IS NULL AND ${overdue}`,
  );
  if (told === 0) return;
  const subject = `${model} v${version}: nobody confirmed the rollback in time`;
  await emit(
    { tx, project },
    {
      type: "rollback.unconfirmed",
      aggregate: modelId,
      data: {
        ...{ requestId: id, model, version, from: late.from, to: "Production" },
        ...{ rolledBackBy: late.by, reason: late.reason, due: due.toISOString() },
      },
      mail: {
        to: to.filter((one) => !one.startsWith("system:")),
        subject,
        text: `${subject}\n\nIt stands in Production until a second engineer confirms it or the model moves on.\n\n${late.reason}`,
        path: `/requests/${id}`,
      },
    },
  );
  await tx.event.createMany({
    data: [
      { projectId: project.id, kind: "request", subject: id },
      { projectId: project.id, kind: "model", subject: model },
    ],
  });
}

const systemIn = (stores: Stores, project: Context["project"]): Context => ({
  actor: { kind: "system", name: "overdue", project },
  ...{ project, stores },
  requestId: "overdue",
  ip: null,
  userAgent: null,
});
