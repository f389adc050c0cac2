import { notFound } from "@/lib/core/errors";
import type { RunInfo } from "@/lib/core/tracking/runs/run";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Context, Scope, WriteContext } from "@/lib/verbs/kernel";
import type { run as RunRow } from "@/prisma/generated/client";

export async function findRun(reader: Reader, { project }: Scope, id: string): Promise<RunRow> {
  const row = await reader.run.findFirst({ where: { id, projectId: project.id } });
  if (!row) throw notFound(`Run with id=${id} not found`);
  return row;
}

/** Are these runs all of this project? Error: not-found. */
export async function requireRuns({ stores, project }: Context, ids: readonly string[]): Promise<void> {
  const rows = await stores.database.query<{ id: string }>(
    sql`SELECT id FROM run WHERE project_id = ${project.id} AND id = ANY(${[...ids]}::text[])`,
  );
  const known = new Set(rows.map(({ id }) => id));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw notFound(`Run with id=${missing} not found`);
}

/** The run, its row locked until the transaction ends. Error: not-found. */
export async function lockRun(context: WriteContext, id: string): Promise<RunRow> {
  await context.tx.$queryRaw(
    sql`SELECT 1 FROM run WHERE id = ${id} AND project_id = ${context.project.id} FOR UPDATE`,
  );
  return findRun(context.tx, context, id);
}

/** The columns of `run` that a run's info is made of. */
export type InfoRow = Pick<
  RunRow,
  | "id"
  | "name"
  | "experimentId"
  | "userName"
  | "status"
  | "startTime"
  | "endTime"
  | "artifactUri"
  | "lifecycleStage"
>;

export const toRunInfo = (row: InfoRow): RunInfo => ({
  id: row.id,
  name: row.name,
  experimentId: String(row.experimentId),
  userName: row.userName,
  status: row.status,
  startTime: new Date(Number(row.startTime)),
  endTime: row.endTime === null ? null : new Date(Number(row.endTime)),
  artifactUri: row.artifactUri,
  lifecycleStage: row.lifecycleStage,
});
