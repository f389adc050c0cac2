import { z } from "zod";
import { invalid, notFound } from "@/lib/core/errors";
import { int64, text } from "@/lib/core/fields";
import { checkExperimentName, loggedKey, mlflowLimits } from "@/lib/core/mlflow-limits";
import type { Experiment, RunInfo } from "@/lib/core/tracking";
import type { Database, Transaction } from "@/lib/stores/database/database";
import { sql } from "@/lib/stores/database/database";
import type { Context, WriteContext } from "@/lib/verbs/kernel";
import type { experiment as ExperimentRow, run as RunRow } from "@/prisma/generated/client";

/** Kept as it was sent, so that who made it finds it again by the same name. */
export const experimentName = text(10_000).superRefine((name, context) => {
  const fault = checkExperimentName(name);
  if (fault !== null) context.addIssue(fault);
});
export const experimentTag = z.strictObject({
  key: loggedKey("tag"),
  value: text(mlflowLimits.experimentTagValue),
});

const dateRange = 8_640_000_000_000_000n; // what a Date can hold, in ms
export const epochMs = int64.refine((ms) => ms >= -dateRange && ms <= dateRange, "is not a time in ms");

type Reader = Database["prisma"] | Transaction;

/** The experiment of this project with that id; 0 is the project's default one. Error: not-found. */
export async function findExperiment(
  reader: Reader,
  { project }: Context,
  id: bigint,
): Promise<ExperimentRow> {
  const which = id === 0n ? { isDefault: true } : { id };
  const row = await reader.experiment.findFirst({ where: { projectId: project.id, ...which } });
  if (!row) throw notFound(`No Experiment with id=${id} exists`);
  return row;
}

/** The same, its row locked until the transaction ends. */
export async function lockExperiment(context: WriteContext, id: bigint): Promise<ExperimentRow> {
  const found = await findExperiment(context.tx, context, id);
  await context.tx.$queryRaw(sql`SELECT 1 FROM experiment WHERE id = ${found.id} FOR UPDATE`);
  return findExperiment(context.tx, context, found.id === 0n ? 0n : found.id);
}

/**
 * What a new thing needs to know of its experiment, which nobody deletes until the transaction ends; many may hold it at
 * once. Error: not-found.
 */
export async function holdExperiment({ tx, project }: WriteContext, id: bigint): Promise<HeldExperiment> {
  const which = id === 0n ? sql`is_default` : sql`id = ${id}`;
  const [row] = await tx.$queryRaw<HeldExperiment[]>(sql`
    SELECT id, artifact_location AS "artifactLocation", lifecycle_stage AS "lifecycleStage"
    FROM experiment WHERE project_id = ${project.id} AND ${which} FOR KEY SHARE`);
  if (!row) throw notFound(`No Experiment with id=${id} exists`);
  return row;
}
type HeldExperiment = Pick<ExperimentRow, "id" | "artifactLocation" | "lifecycleStage">;

/** Where something of an experiment's lies, below the experiment's location. */
export const locationOf = ({ artifactLocation }: HeldExperiment, path: string): string =>
  `${artifactLocation.replace(/\/+$/, "")}/${path}`;

/** Refuses writes into what is deleted. */
export function requireActive(kind: "experiment" | "run", id: string, lifecycleStage: string): void {
  if (lifecycleStage !== "active")
    throw invalid(`The ${kind} ${id} must be in the 'active' state. Current state is ${lifecycleStage}.`);
}

export async function findRun(reader: Reader, { project }: Context, id: string): Promise<RunRow> {
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

export const toExperiment = (row: ExperimentRow, tags: { key: string; value: string }[]): Experiment => ({
  id: String(row.id),
  name: row.name,
  artifactLocation: row.artifactLocation,
  lifecycleStage: row.lifecycleStage,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  tags: tags.map(({ key, value }) => ({ key, value })),
});

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

/** Who made it, as the trail names actors. */
export const actorId = ({ actor }: Context): string | null =>
  actor.kind === "person" || actor.kind === "token"
    ? actor.userId
    : actor.kind === "system"
      ? `system:${actor.name}`
      : null;
