import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import type { Experiment } from "@/lib/core/tracking/experiments/experiment";
import { checkExperimentName, loggedKey, mlflowLimits } from "@/lib/core/tracking/mlflow-limits";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope, WriteContext } from "@/lib/verbs/kernel";
import type { experiment as ExperimentRow } from "@/prisma/generated/client";

/** Kept as it was sent, so that who made it finds it again by the same name. */
export const experimentName = text(10_000).superRefine((name, context) => {
  const fault = checkExperimentName(name);
  if (fault !== null) context.addIssue(fault);
});

export const experimentTag = z.strictObject({
  key: loggedKey("tag"),
  value: text(mlflowLimits.experimentTagValue),
});

export const missingExperiment = (id: bigint) => notFound(`No Experiment with id=${id} exists`);

/** The experiment of this project with that id; 0 is the project's default one. Error: not-found. */
export async function findExperiment(reader: Reader, { project }: Scope, id: bigint): Promise<ExperimentRow> {
  const which = id === 0n ? { isDefault: true } : { id };
  const row = await reader.experiment.findFirst({ where: { projectId: project.id, ...which } });
  if (!row) throw missingExperiment(id);
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
  if (!row) throw missingExperiment(id);
  return row;
}

type HeldExperiment = Pick<ExperimentRow, "id" | "artifactLocation" | "lifecycleStage">;

/** Where something of an experiment's lies, below the experiment's location. */
export const locationOf = ({ artifactLocation }: HeldExperiment, path: string): string =>
  `${artifactLocation.replace(/\/+$/, "")}/${path}`;

export const toExperiment = (row: ExperimentRow, tags: { key: string; value: string }[]): Experiment => ({
  id: String(row.id),
  name: row.name,
  artifactLocation: row.artifactLocation,
  lifecycleStage: row.lifecycleStage,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  tags: tags.map(({ key, value }) => ({ key, value })),
});
