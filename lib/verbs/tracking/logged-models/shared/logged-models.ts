import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import type { LoggedModel } from "@/lib/core/tracking/logged-models/logged-model";
import { loggedKey } from "@/lib/core/tracking/mlflow-limits";
import { type Database, sql, type Transaction } from "@/lib/stores/database/database";
import type { Scope, WriteContext } from "@/lib/verbs/kernel";
import type { loggedModel as LoggedModelRow } from "@/prisma/generated/client";

const entries = (kind: "param" | "tag") =>
  z
    .array(z.strictObject({ key: loggedKey(kind), value: text(100_000).default("") }))
    .max(1000, `at most 1000 ${kind}s a request`)
    // The last of equal keys wins.
    .transform((list) => [...new Map(list.map((entry) => [entry.key, entry])).values()])
    .default([]);
export const modelParams = entries("param");
export const modelTags = entries("tag");

const missing = (id: string) => notFound(`Logged model with ID '${id}' not found.`);

/** The logged model of this project, in the trash or not as asked. Error: not-found. */
export async function findLoggedModel(
  reader: Database["prisma"] | Transaction,
  { project }: Scope,
  id: string,
  { deleted = false }: { deleted?: boolean } = {},
): Promise<LoggedModelRow> {
  const row = await reader.loggedModel.findFirst({ where: { id, projectId: project.id } });
  if (!row || (row.deletedAt !== null && !deleted)) throw missing(id);
  return row;
}

/** The same, its row locked until the transaction ends. */
export async function lockLoggedModel(context: WriteContext, id: string): Promise<LoggedModelRow> {
  await context.tx.$queryRaw(
    sql`SELECT 1 FROM logged_model WHERE id = ${id} AND project_id = ${context.project.id} FOR UPDATE`,
  );
  return findLoggedModel(context.tx, context, id);
}

type Linked = { modelId: string; step: bigint };

/** Links logged models to a run. Error: not-found for one that is not of this project. */
export async function linkModels(
  context: WriteContext,
  runId: string,
  direction: "input" | "output",
  models: readonly Linked[],
): Promise<void> {
  const byId = new Map(models.map((model) => [model.modelId, model]));
  const ids = [...byId.keys()].sort();
  if (ids.length === 0) return;
  const found = await context.tx.loggedModel.findMany({
    where: { id: { in: ids }, projectId: context.project.id },
    select: { id: true },
  });
  const unknown = ids.find((id) => !found.some((row) => row.id === id));
  if (unknown !== undefined) throw missing(unknown);
  await context.tx.$executeRaw(sql`
    INSERT INTO run_model (run_id, model_id, direction, step)
    SELECT ${runId}, id, ${direction}, step::bigint
    FROM unnest(${ids}::text[], ${ids.map((id) => String(byId.get(id)?.step ?? 0n))}::text[]) AS m (id, step)
    ON CONFLICT (run_id, model_id, direction) DO UPDATE SET step = excluded.step`);
}

/** Logged models with everything that hangs on them, in the order given. */
export async function completeLoggedModels(
  database: Database,
  rows: readonly LoggedModelRow[],
): Promise<LoggedModel[]> {
  if (rows.length === 0) return [];
  const modelId = { in: rows.map(({ id }) => id) };
  const { prisma } = database;
  const [params, tags, metrics, versions] = await Promise.all([
    prisma.loggedModelParam.findMany({ where: { modelId }, orderBy: { key: "asc" } }),
    prisma.loggedModelTag.findMany({ where: { modelId }, orderBy: { key: "asc" } }),
    prisma.loggedModelMetric.findMany({
      where: { modelId },
      orderBy: [{ key: "asc" }, { datasetName: "asc" }],
    }),
    prisma.version.findMany({
      where: { loggedModelId: modelId },
      select: { loggedModelId: true, number: true, model: { select: { name: true } } },
      orderBy: { number: "asc" },
    }),
  ]);
  const [paramsOf, tagsOf, metricsOf] = [byModel(params), byModel(tags), byModel(metrics)];
  const versionsOf = byModel(
    versions.map((version) => ({ ...version, modelId: version.loggedModelId ?? "" })),
  );
  const pair = ({ key, value }: { key: string; value: string }) => ({ key, value });
  return rows.map((row) => ({
    id: row.id,
    experimentId: String(row.experimentId),
    name: row.name,
    artifactUri: row.artifactUri,
    status: row.status,
    statusMessage: row.statusMessage,
    modelType: row.modelType,
    sourceRunId: row.sourceRunId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    params: paramsOf(row.id).map(pair),
    tags: tagsOf(row.id).map(pair),
    metrics: metricsOf(row.id).map(({ modelId: _, ...metric }) => metric),
    registrations: versionsOf(row.id).map(({ model, number }) => ({ name: model.name, version: number })),
  }));
}

function byModel<T extends { modelId: string }>(items: readonly T[]): (id: string) => T[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.modelId);
    if (group) group.push(item);
    else groups.set(item.modelId, [item]);
  }
  return (id) => groups.get(id) ?? [];
}
