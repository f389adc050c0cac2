import { notFound } from "@/lib/core/errors";
import { type Model, stageNamed, type Version } from "@/lib/core/registry";
import type { Database, Transaction } from "@/lib/stores/database/database";
import { sql } from "@/lib/stores/database/database";
import type { Context, WriteContext } from "@/lib/verbs/kernel";
import type { model as ModelRow, Prisma, version as VersionRow } from "@/prisma/generated/client";

type Reader = Database["prisma"] | Transaction;

/** Error: not-found. */
export async function findModel(reader: Reader, { project }: Context, name: string): Promise<ModelRow> {
  const row = await reader.model.findUnique({ where: { projectId_name: { projectId: project.id, name } } });
  if (!row) throw notFound(`Registered Model with name=${name} not found`);
  return row;
}

/** The model, its row locked until the transaction ends: whatever changes its versions passes here one after the other. */
export async function lockModel(context: WriteContext, name: string): Promise<ModelRow> {
  await context.tx.$queryRaw(
    sql`SELECT 1 FROM model WHERE project_id = ${context.project.id} AND name = ${name} FOR UPDATE`,
  );
  return findModel(context.tx, context, name);
}

export const missingVersion = (name: string, number: number) =>
  notFound(`Model Version (name=${name}, version=${number}) not found`);

/** Model and version, the model locked. Error: not-found. */
export async function lockVersion(
  context: WriteContext,
  name: string,
  number: number,
): Promise<{ model: ModelRow; version: VersionRow }> {
  const model = await lockModel(context, name).catch((error: unknown) => {
    throw error instanceof Error && error.message.includes("Registered Model")
      ? missingVersion(name, number)
      : error;
  });
  const version = await context.tx.version.findUnique({
    where: { modelId_number: { modelId: model.id, number } },
  });
  if (!version) throw missingVersion(name, number);
  return { model, version };
}

const withParts = {
  model: { select: { name: true } },
  tags: { orderBy: { key: "asc" } },
  aliases: { orderBy: { alias: "asc" } },
} as const satisfies Prisma.versionInclude;
type FullRow = Prisma.versionGetPayload<{ include: typeof withParts }>;

/** Versions with tags and aliases, in the order of the ids. */
export async function versionsByIds(reader: Reader, ids: readonly string[]): Promise<Version[]> {
  const position = new Map(ids.map((id, index) => [id, index]));
  const rows = await reader.version.findMany({ where: { id: { in: [...ids] } }, include: withParts });
  const at = ({ id }: { id: string }) => position.get(id) ?? 0;
  const names = await namesOf(reader, rows);
  return rows.sort((a, b) => at(a) - at(b)).map((row) => toVersion(row, names));
}

export async function presentVersion({ stores }: Context, id: string): Promise<Version> {
  const { prisma } = stores.database;
  const row = await prisma.version.findUniqueOrThrow({ where: { id }, include: withParts });
  return toVersion(row, await namesOf(prisma, [row]));
}

type Names = ReadonlyMap<string, string>;

/** The names of the people who made these; an actor that is no person keeps its own word. */
async function namesOf(reader: Reader, rows: readonly { createdBy: string | null }[]): Promise<Names> {
  const ids = [...new Set(rows.flatMap(({ createdBy }) => createdBy ?? []))];
  const people = await reader.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}
const nameOf = (id: string | null, names: Names) => (id === null ? null : (names.get(id) ?? id));

const toVersion = (row: FullRow, names: Names): Version => ({
  model: row.model.name,
  number: row.number,
  stage: stageNamed(row.stage) ?? "None",
  source: row.source,
  storage: row.storage,
  runId: row.runId,
  runLink: row.runLink,
  loggedModelId: row.loggedModelId,
  description: row.description,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  createdBy: nameOf(row.createdBy, names),
  tags: row.tags.map(({ key, value }) => ({ key, value })),
  aliases: row.aliases.map(({ alias }) => alias),
});

/** The newest version of each stage, for each of these models, by stage's name. */
export async function latestVersions(
  reader: Reader,
  modelIds: readonly string[],
): Promise<Map<string, Version[]>> {
  const ids = await reader.$queryRaw<{ id: string; model_id: string }[]>(
    sql`SELECT DISTINCT ON (model_id, stage) id, model_id FROM version WHERE model_id = ANY(${modelIds}::text[])
        ORDER BY model_id, stage, number DESC`,
  );
  const modelOf = new Map(ids.map(({ id, model_id }) => [id, model_id]));
  const rows = await reader.version.findMany({
    where: { id: { in: [...modelOf.keys()] } },
    include: withParts,
    orderBy: { stage: "asc" },
  });
  const names = await namesOf(reader, rows);
  const byModel = new Map<string, Version[]>();
  for (const row of rows)
    byModel.set(row.modelId, [...(byModel.get(row.modelId) ?? []), toVersion(row, names)]);
  return byModel;
}

/** Models with tags, aliases and latest versions, in the order given: a handful of queries, whatever their number. */
export async function completeModels(reader: Reader, rows: readonly ModelRow[]): Promise<Model[]> {
  const ids = rows.map(({ id }) => id);
  const where = { modelId: { in: ids } };
  const [tags, aliases, counts, latest, names] = await Promise.all([
    reader.modelTag.findMany({ where, orderBy: { key: "asc" } }),
    reader.modelAlias.findMany({
      where,
      orderBy: { alias: "asc" },
      include: { version: { select: { number: true } } },
    }),
    reader.version.groupBy({ by: ["modelId"], where, _count: true }),
    latestVersions(reader, ids),
    namesOf(
      reader,
      rows.flatMap(({ createdBy, ownerId }) => [{ createdBy }, { createdBy: ownerId }]),
    ),
  ]);
  const countOf = new Map(counts.map((row) => [row.modelId, row._count]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    createdBy: nameOf(row.createdBy, names),
    owner: row.ownerId === null ? null : { id: row.ownerId, name: nameOf(row.ownerId, names) ?? row.ownerId },
    tags: tags.filter(({ modelId }) => modelId === row.id).map(({ key, value }) => ({ key, value })),
    aliases: aliases
      .filter(({ modelId }) => modelId === row.id)
      .map(({ alias, version }) => ({ alias, version: version.number })),
    latestVersions: latest.get(row.id) ?? [],
    versions: countOf.get(row.id) ?? 0,
  }));
}

export async function presentModel({ stores }: Context, id: string): Promise<Model> {
  const { prisma } = stores.database;
  const [model] = await completeModels(prisma, [await prisma.model.findUniqueOrThrow({ where: { id } })]);
  return model ?? Promise.reject(new Error("a model that was found is complete"));
}

/** What changed is newer, and open pages hear of it. */
export async function touchModel(context: WriteContext, model: ModelRow, versionId?: string): Promise<void> {
  const updatedAt = context.effectiveAt ?? new Date();
  await context.tx.model.update({ where: { id: model.id }, data: { updatedAt } });
  if (versionId !== undefined)
    await context.tx.version.update({ where: { id: versionId }, data: { updatedAt } });
  await context.announce("model", model.name);
}

/** Error: not-found. */
export async function findVersionId(
  { stores, project }: Context,
  name: string,
  number: number,
): Promise<string> {
  const where = { number, model: { projectId: project.id, name } };
  const row = await stores.database.prisma.version.findFirst({ where, select: { id: true } });
  if (!row) throw missingVersion(name, number);
  return row.id;
}
