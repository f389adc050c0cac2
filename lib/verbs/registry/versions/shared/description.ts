import { z } from "zod";
import { stageNamed, stages } from "@/lib/core/registry/stages";
import { storedPath } from "@/lib/core/tracking/artifacts/storage";
import { lifecycle } from "@/lib/core/tracking/lifecycle";
import { sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { pending } from "@/lib/verbs/registry/requests/shared/pending";

/** What a version's page says of the run behind it. */
export const sourceRun = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  lifecycleStage: lifecycle,
  experimentId: z.string(),
  experimentName: z.string(),
  metrics: z.array(z.object({ key: z.string(), value: z.number() })),
  params: z.array(z.object({ key: z.string(), value: z.string() })),
  datasets: z.array(
    z.object({ name: z.string(), digest: z.string(), context: z.string().nullable(), source: z.string() }),
  ),
  gitCommit: z.string().nullable(),
  /** The script or notebook that ran. */
  entryPoint: z.string().nullable(),
});

/** null where no run is named, or the run is gone. */
export async function describeRun(
  { stores, project }: Context,
  runId: string | null,
): Promise<z.infer<typeof sourceRun> | null> {
  const { prisma } = stores.database;
  if (runId === null) return null;
  const run = await prisma.run.findFirst({
    where: { id: runId, projectId: project.id },
    include: { experiment: true, datasets: { include: { dataset: true }, orderBy: { position: "asc" } } },
  });
  if (run === null) return null;
  const where = { where: { runId }, orderBy: { key: "asc" }, take: 200 } as const;
  const [metrics, params, tags] = await Promise.all([
    prisma.runMetric.findMany(where),
    prisma.runParam.findMany(where),
    prisma.runTag.findMany({
      where: { runId, key: { in: ["mlflow.source.git.commit", "mlflow.source.name"] } },
    }),
  ]);
  const tagOf = (key: string) => tags.find((tag) => tag.key === key)?.value || null;
  return {
    id: run.id,
    name: run.name,
    status: run.status,
    lifecycleStage: lifecycle.parse(run.lifecycleStage),
    experimentId: String(run.experimentId),
    experimentName: run.experiment.name,
    metrics: metrics.map(({ key, value }) => ({ key, value })),
    params: params.map(({ key, value }) => ({ key, value })),
    datasets: run.datasets.map(({ dataset: { name, digest, source }, tags: said }) => ({
      ...{ name, digest, source },
      context: contextIn(said),
    })),
    gitCommit: tagOf("mlflow.source.git.commit"),
    entryPoint: tagOf("mlflow.source.name"),
  };
}

const said = z.array(z.object({ key: z.string(), value: z.string() }));
/** What a dataset was used for, "training" say. */
const contextIn = (tags: unknown) =>
  said.safeParse(tags).data?.find(({ key }) => key === "mlflow.data.context")?.value ?? null;

const mostFiles = 100;

/** The version's files, paths from its folder: the first hundred. Empty where they lie outside our store. */
export async function findFiles(
  { stores, project }: Context,
  storage: string,
): Promise<{ path: string; size: number }[]> {
  const root = storedPath(storage);
  if (root === null) return [];
  const rows = await stores.database.prisma.artifact.findMany({
    where: { projectId: project.id, path: { gt: `${root}/`, lt: `${root}0` } },
    orderBy: { path: "asc" },
    take: mostFiles,
    select: { path: true, size: true },
  });
  return rows.map(({ path, size }) => ({ path: path.slice(root.length + 1), size: Number(size) }));
}

export const pendingRequest = z.object({
  id: z.string(),
  to: z.enum(stages),
  status: z.enum(["open", "changes-requested"]),
  requestedBy: z.string(),
  createdAt: z.date(),
  expiresAt: z.date(),
});

/** Requests for a version that wait for somebody, oldest first. */
export async function findPending(
  context: Context,
  versionId: string,
): Promise<z.infer<typeof pendingRequest>[]> {
  const rows = await context.stores.database.query<
    Omit<z.infer<typeof pendingRequest>, "to"> & { to: string }
  >(sql`
    SELECT r.id, r.to_stage AS "to", r.status, coalesce(u.name, r.requested_by) AS "requestedBy",
      r.created_at AS "createdAt", r.expires_at AS "expiresAt"
    FROM stage_request r LEFT JOIN "user" u ON u.id = r.requested_by
    WHERE r.project_id = ${context.project.id} AND r.version_id = ${versionId} AND ${pending(context)}
    ORDER BY r.created_at, r.id`);
  return rows.map((row) => ({ ...row, to: stageNamed(row.to) ?? "None" }));
}

/** How it came past its policy into the stage where it stands. */
export const bypassed = z.object({
  by: z.string(),
  byId: z.string(),
  reason: z.string(),
  from: z.string(),
  to: z.string(),
  at: z.date(),
});
