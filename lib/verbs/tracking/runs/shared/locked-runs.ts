import { notFound } from "@/lib/core/errors";
import { sql } from "@/lib/stores/database/database";
import type { WriteContext } from "@/lib/verbs/kernel";
import type { run as RunRow } from "@/prisma/generated/client";

/** Runs of this project, their rows locked in the order of their ids, so that two such acts never wait in a circle. Error: not-found. */
export async function lockRuns({ tx, project }: WriteContext, given: readonly string[]): Promise<RunRow[]> {
  const ids = [...new Set(given)].sort();
  await tx.$queryRaw(
    sql`SELECT 1 FROM run WHERE id = ANY(${ids}::text[]) AND project_id = ${project.id} ORDER BY id FOR UPDATE`,
  );
  const rows = await tx.run.findMany({
    where: { id: { in: ids }, projectId: project.id },
    orderBy: { id: "asc" },
  });
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) throw notFound(`Run with id=${missing} not found`);
  return rows;
}
