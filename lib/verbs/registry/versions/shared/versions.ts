import { notFound } from "@/lib/core/errors";
import { stageNamed } from "@/lib/core/registry/stages";
import type { Version } from "@/lib/core/registry/versions/version";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Context, Scope, WriteContext } from "@/lib/verbs/kernel";
import { lockModel } from "@/lib/verbs/registry/models/shared/models";
import { type Names, nameOf, namesOf } from "@/lib/verbs/registry/shared/makers";
import type { model as ModelRow, Prisma, version as VersionRow } from "@/prisma/generated/client";
import { type Bypass, findBypasses, markOf } from "./bypasses";

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
  return { model, version: await findVersion(context.tx, model, number) };
}

/** Error: not-found. */
export async function findVersion(
  reader: Reader,
  { id: modelId, name }: Pick<ModelRow, "id" | "name">,
  number: number,
): Promise<VersionRow> {
  const row = await reader.version.findUnique({ where: { modelId_number: { modelId, number } } });
  if (!row) throw missingVersion(name, number);
  return row;
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
  const around = await aroundOf(reader, rows);
  return rows.sort((a, b) => at(a) - at(b)).map((row) => toVersion(row, around));
}

export async function presentVersion({ stores }: Context, id: string): Promise<Version> {
  const { prisma } = stores.database;
  const row = await prisma.version.findUniqueOrThrow({ where: { id }, include: withParts });
  return toVersion(row, await aroundOf(prisma, [row]));
}

/** What stands elsewhere of versions: the names of people, which of their runs this server has, and which came past their policy. */
type Around = {
  names: Names;
  isHere: (row: FullRow) => boolean;
  bypassOf: (row: FullRow) => Bypass | null;
};

async function aroundOf(reader: Reader, rows: readonly FullRow[]): Promise<Around> {
  const [names, isHere, bypassOf] = await Promise.all([
    namesOf(reader, rows),
    runsHere(reader, rows),
    findBypasses(reader, rows),
  ]);
  return { names, isHere, bypassOf };
}

/** Does this server have the run that a version names? */
async function runsHere(reader: Reader, rows: readonly FullRow[]): Promise<(row: FullRow) => boolean> {
  const named = rows.flatMap(({ runId, projectId }) => (runId === null ? [] : [{ id: runId, projectId }]));
  const runs = await reader.run.findMany({
    where: {
      id: { in: [...new Set(named.map(({ id }) => id))] },
      projectId: { in: [...new Set(named.map(({ projectId }) => projectId))] },
    },
    select: { id: true, projectId: true },
  });
  const known = new Set(runs.map(({ id, projectId }) => `${projectId} ${id}`));
  return ({ runId, projectId }) => known.has(`${projectId} ${runId}`);
}

const toVersion = (row: FullRow, { names, isHere, bypassOf }: Around): Version => ({
  model: row.model.name,
  number: row.number,
  stage: stageNamed(row.stage) ?? "None",
  bypass: markOf(bypassOf(row)),
  source: row.source,
  storage: row.storage,
  runId: row.runId,
  runElsewhere: row.runId !== null && !isHere(row),
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
  const around = await aroundOf(reader, rows);
  const byModel = new Map<string, Version[]>();
  for (const row of rows)
    byModel.set(row.modelId, [...(byModel.get(row.modelId) ?? []), toVersion(row, around)]);
  return byModel;
}

/** Error: not-found. */
export async function findVersionId(
  reader: Reader,
  { project }: Scope,
  name: string,
  number: number,
): Promise<string> {
  const where = { number, model: { projectId: project.id, name } };
  const row = await reader.version.findFirst({ where, select: { id: true } });
  if (!row) throw missingVersion(name, number);
  return row.id;
}
