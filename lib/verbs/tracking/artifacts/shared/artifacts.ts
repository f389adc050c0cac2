import { invalid, notFound } from "@/lib/core/errors";
import type { ArtifactEntry, ArtifactFile } from "@/lib/core/tracking/artifacts/artifacts";
import { isStepImage, pythonDecoded } from "@/lib/core/tracking/artifacts/images";
import { storedPath } from "@/lib/core/tracking/artifacts/storage";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Context, Scope } from "@/lib/verbs/kernel";
import { findRun } from "@/lib/verbs/tracking/runs/shared/runs";
import { requireActive } from "@/lib/verbs/tracking/shared/active";

/** Whose artifacts: the store's own root, a run's, a logged model's or a version's. */
export type Place = {
  runId?: string | undefined;
  loggedModelId?: string | undefined;
  modelName?: string | undefined;
  version?: number | undefined;
};

/** The URI under which a place keeps its files, and that folder in our store. Errors: not-found, invalid for files elsewhere. */
export async function rootOf(context: Context, place: Place): Promise<{ uri: string; path: string }> {
  const uri = await uriOf(context, place);
  if (uri === null) return { uri: "mlflow-artifacts:/", path: "" };
  const path = storedPath(uri);
  if (path === null)
    throw invalid(`These artifacts lie at ${uri}, outside Slipway's store: fetch them from there.`);
  return { uri, path };
}

async function uriOf(
  context: Context,
  { runId, loggedModelId, modelName, version }: Place,
): Promise<string | null> {
  const { stores, project } = context;
  const { prisma } = stores.database;
  if (runId !== undefined) return (await findRun(prisma, context, runId)).artifactUri;
  if (loggedModelId !== undefined) {
    const row = await prisma.loggedModel.findFirst({ where: { id: loggedModelId, projectId: project.id } });
    if (!row) throw notFound(`Logged model with ID '${loggedModelId}' not found.`);
    return row.artifactUri;
  }
  if (modelName === undefined || version === undefined) return null;
  const row = await prisma.version.findFirst({
    where: { number: version, model: { projectId: project.id, name: modelName } },
  });
  if (!row) throw notFound(`Model Version (name=${modelName}, version=${version}) not found`);
  return row.storage;
}

export const joinPath = (root: string, path: string) => [root, path].filter((part) => part !== "").join("/");

/** What lies directly in a folder, folders with the size of all below; sorted by path. `path` is the base name. */
export async function listFolder({ stores, project }: Context, folder: string): Promise<ArtifactEntry[]> {
  // "0" follows "/" in the C collation: the range is the folder, and the index serves it.
  const [prefix, after] = folder === "" ? ["", null] : [`${folder}/`, `${folder}0`];
  const rows = await stores.database.query<{ name: string; isFolder: boolean; size: bigint }>(sql`
    SELECT name, bool_or(deeper) AS "isFolder", sum(size)::bigint AS size FROM (
      SELECT split_part(substr(path, char_length(${prefix}::text) + 1), '/', 1) AS name, size,
        strpos(substr(path, char_length(${prefix}::text) + 1), '/') > 0 AS deeper
      FROM artifact WHERE project_id = ${project.id} AND path > ${prefix}::text
        AND (${after}::text IS NULL OR path < ${after}::text)) AS below
    GROUP BY name ORDER BY name COLLATE "C"`);
  return rows.map(({ name, isFolder, size }) => ({ path: name, isFolder, size: Number(size) }));
}

/** The file of that name. Error: not-found, whatever lies below it. */
export async function findArtifact({ stores, project }: Context, path: string): Promise<ArtifactFile> {
  const { artifact } = stores.database.prisma;
  const find = (name: string) =>
    artifact.findUnique({ where: { projectId_path: { projectId: project.id, path: name } } });
  // PostgreSQL takes no NUL, and no name holds one.
  const row = path.includes("\0")
    ? null
    : ((await find(path)) ?? (isStepImage(path) ? await findDecoded() : null));
  if (!row) throw notFound(`No such artifact: '${path}'`);
  return {
    sha256: Buffer.from(row.sha256).toString("hex"),
    size: Number(row.size),
    name: row.path.slice(row.path.lastIndexOf("/") + 1),
  };

  async function findDecoded() {
    const before = path.slice(0, path.indexOf("%step"));
    const named = await artifact.findMany({
      where: { projectId: project.id, path: { startsWith: `${before}%step%` } },
      select: { path: true },
    });
    const [only, second] = named.filter((one) => pythonDecoded(one.path) === path);
    return only && !second ? find(only.path) : null;
  }
}

/**
 * May files be written or deleted there? `<experiment>/<run>/…` and `<experiment>/models/<model>/…` must be of this project,
 * the run active. Other folders of the root are the project's own: its rows carry the project.
 */
export async function requireWritable(reader: Reader, { project }: Scope, path: string): Promise<void> {
  const [first = "", second, third] = path.split("/");
  if (!/^\d{1,18}$/.test(first)) return;
  const experiment = await reader.experiment.findFirst({
    where: { id: BigInt(first), projectId: project.id },
  });
  if (!experiment) throw notFound(`No Experiment with id=${first} exists`);
  requireActive("experiment", first, experiment.lifecycleStage);
  if (second === undefined) return;
  if (second === "models") {
    const where = { id: third ?? "", projectId: project.id, experimentId: experiment.id };
    if (!(await reader.loggedModel.findFirst({ where })))
      throw notFound(`Logged model with ID '${third ?? ""}' not found.`);
    return;
  }
  const run = await reader.run.findFirst({
    where: { id: second, projectId: project.id, experimentId: experiment.id },
  });
  if (!run) throw notFound(`Run with id=${second} not found`);
  requireActive("run", second, run.lifecycleStage);
}
