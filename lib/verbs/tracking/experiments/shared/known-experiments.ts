import { sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { findExperiment } from "./experiments";

/** The database ids of experiments of this project, "0" resolved; as text, which arrays of bigint take. Error: not-found. */
export async function findExperiments(context: Context, ids: readonly bigint[]): Promise<string[]> {
  const rows = await Promise.all(
    [...new Set(ids)].map((id) => findExperiment(context.stores.database.prisma, context, id)),
  );
  return rows.map(({ id }) => String(id));
}

/** The same, without those that are not of this project: a search over them finds nothing there. */
export async function knownExperiments(
  { project, stores }: Context,
  ids: readonly bigint[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await stores.database.query<{ id: string }>(
    sql`SELECT id::text FROM experiment WHERE project_id = ${project.id}
      AND (id = ANY(${ids.map(String)}::bigint[]) OR (is_default AND ${ids.includes(0n)}::boolean))`,
  );
  return rows.map(({ id }) => id);
}
