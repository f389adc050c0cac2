import type { Model } from "@/lib/core/registry/models/model";
import type { Reader } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { nameOf, namesOf } from "@/lib/verbs/registry/shared/makers";
import { latestVersions } from "@/lib/verbs/registry/versions/shared/versions";
import type { model as ModelRow } from "@/prisma/generated/client";

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
