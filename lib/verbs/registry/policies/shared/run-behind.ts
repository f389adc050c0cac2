import type { Run } from "@/lib/core/registry/policies/facts";
import { storedPath } from "@/lib/core/tracking/artifacts/storage";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Context, WriteContext } from "@/lib/verbs/kernel";
import type { run as RunRow, version as VersionRow } from "@/prisma/generated/client";

/** The run whose word counts for a version: `row` is null where none does, and `run` says why. */
export type RunBehind = { run: Run; row: RunRow | null };

/** A run speaks for a version where it is here, and where the version's files are its own or of a model that it logged. */
export async function runBehind(
  reader: Reader,
  { project }: Pick<Context, "project">,
  { runId, storage }: Pick<VersionRow, "runId" | "storage">,
): Promise<RunBehind> {
  if (runId === null) return { run: "none", row: null };
  const row = await reader.run.findFirst({ where: { id: runId, projectId: project.id } });
  if (!row) return { run: "unknown", row: null };
  if (row.lifecycleStage !== "active") return { run: "trashed", row: null };
  const apart = await whyApart(reader, row, storage);
  return apart === null ? { run: "found", row } : { run: { apart }, row: null };
}

async function whyApart(reader: Reader, run: RunRow, storage: string): Promise<string | null> {
  const path = storedPath(storage);
  // What lies elsewhere belongs to nobody here: that is said by its missing digest.
  if (path === null || liesUnder(path, run.artifactUri)) return null;
  const { projectId } = run;
  const models = await reader.loggedModel.findMany({
    where: { sourceRunId: run.id, projectId },
    select: { artifactUri: true },
  });
  if (models.some(({ artifactUri }) => liesUnder(path, artifactUri))) return null;
  const owner = await reader.run.findFirst({ where: { id: { in: path.split("/") }, projectId } });
  const whose = owner && liesUnder(path, owner.artifactUri) ? `are run ${owner.id}'s` : `lie in ${path}`;
  return `Its files ${whose}, its numbers would be run ${run.id}'s: register it from the run that made the files.`;
}

function liesUnder(path: string, uri: string): boolean {
  const root = storedPath(uri);
  return root !== null && (path === root || path.startsWith(`${root}/`));
}

/**
 * Holds what these runs say until the transaction ends, so that what is judged is what is applied, and watches them from now
 * on: whatever changes them leaves a record.
 */
export async function holdRuns(
  { tx, project }: WriteContext,
  given: readonly (string | null)[],
): Promise<void> {
  const ids = [...new Set(given.flatMap((id) => id ?? []))];
  if (ids.length === 0) return;
  // In the order of the ids: two decisions that hold the same runs never wait in a circle.
  const held = await tx.$queryRaw<{ id: string; watched: boolean }[]>(
    sql`SELECT id, watched FROM run WHERE id = ANY(${ids}::text[]) AND project_id = ${project.id} ORDER BY id FOR UPDATE`,
  );
  const unwatched = held.filter(({ watched }) => !watched).map(({ id }) => id);
  if (unwatched.length > 0)
    await tx.run.updateMany({ where: { id: { in: unwatched } }, data: { watched: true } });
}
