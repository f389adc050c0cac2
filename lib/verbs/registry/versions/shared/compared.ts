import type { Policy } from "@/lib/core/registry/policies/policy";
import { type Stage, stageNamed } from "@/lib/core/registry/stages";
import type { DifferenceEntry, DifferenceKind } from "@/lib/core/registry/versions/difference";
import { storedPath } from "@/lib/core/tracking/artifacts/storage";
import { sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import type { model as ModelRow } from "@/prisma/generated/client";
import { findBypasses, markOf } from "./bypasses";
import { missingVersion } from "./versions";

/** All that a version is compared by. */
export type Compared = {
  version: number;
  stage: Stage;
  bypass: { by: string; at: Date } | null;
  run: { id: string; name: string } | null;
  stored: boolean;
  entries: Record<DifferenceKind, DifferenceEntry[]>;
};

const gitTags = {
  "mlflow.source.git.commit": "commit",
  "mlflow.source.git.repoURL": "repository",
  "mlflow.source.git.branch": "branch",
  "mlflow.source.name": "entry point",
} as const;
export const gitName = (key: string) => Object.entries(gitTags).find(([tag]) => tag === key)?.[1];

/** One version with its run's last metrics, params, tags and datasets, and its files. Error: not-found. */
export async function findCompared(context: Context, model: ModelRow, number: number): Promise<Compared> {
  const { prisma } = context.stores.database;
  const version = await prisma.version.findUnique({
    where: { modelId_number: { modelId: model.id, number } },
    include: { tags: true },
  });
  if (!version) throw missingVersion(model.name, number);
  const run =
    version.runId === null
      ? null
      : await prisma.run.findFirst({
          where: { id: version.runId, projectId: context.project.id },
          include: { metrics: true, params: true, tags: true, datasets: { include: { dataset: true } } },
        });
  const [files, bypassOf] = await Promise.all([
    findFiles(context, version.storage),
    findBypasses(prisma, [version]),
  ]);
  const runTags = run?.tags ?? [];
  return {
    version: number,
    stage: stageNamed(version.stage) ?? "None",
    bypass: markOf(bypassOf(version)),
    run: run && { id: run.id, name: run.name },
    stored: files !== null,
    entries: {
      metric: (run?.metrics ?? []).map(({ key, value }) => ({ key, value })),
      param: (run?.params ?? []).map(({ key, value }) => ({ key, value })),
      dataset: datasetEntries((run?.datasets ?? []).map(({ dataset }) => dataset)),
      artifact: files ?? [],
      git: runTags.flatMap(({ key, value }) => {
        const name = gitName(key);
        return name === undefined || value === "" ? [] : [{ key: name, value }];
      }),
      tag: version.tags.map(({ key, value }) => ({ key, value })),
      // MLflow's own say who ran it and how it was kept: what of them matters stands under git
      "run-tag": runTags.flatMap(({ key, value }) => (key.startsWith("mlflow.") ? [] : [{ key, value }])),
      description: version.description === "" ? [] : [{ key: "description", value: version.description }],
    },
  };
}

/** By name; where a run used several of one name, their digests stand together. */
export function datasetEntries(datasets: readonly { name: string; digest: string }[]): DifferenceEntry[] {
  const byName = new Map<string, string[]>();
  for (const { name, digest } of datasets) byName.set(name, [...(byName.get(name) ?? []), digest]);
  return [...byName].map(([key, digests]) => ({ key, value: digests.toSorted().join(", ") }));
}

/** A version's files, paths from its folder; null where they lie outside our store. */
async function findFiles({ stores, project }: Context, storage: string): Promise<DifferenceEntry[] | null> {
  const root = storedPath(storage);
  if (root === null) return null;
  const rows = await stores.database.query<{ key: string; size: number; value: string }>(sql`
    SELECT substr(path, char_length(${root}::text) + 2) AS key, size::float8 AS size, encode(sha256, 'hex') AS value
    FROM artifact WHERE project_id = ${project.id} AND path > ${`${root}/`}::text AND path < ${`${root}0`}::text`);
  return rows;
}

/** Which way the policy says that metrics are better. */
export function betterBy({ guards, headline }: Policy): Map<string, "higher" | "lower"> {
  const found = new Map<string, "higher" | "lower">();
  for (const guard of Object.values(guards))
    for (const gate of guard?.gates ?? []) if ("metric" in gate) found.set(gate.metric, gate.better);
  if (headline?.better) found.set(headline.metric, headline.better);
  return found;
}
