import { sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { missingExperiment } from "./experiments";

/** The database ids of experiments of this project, "0" resolved; as text, which arrays of bigint take. Error: not-found. */
export async function findExperiments(context: Context, ids: readonly bigint[]): Promise<string[]> {
  const rows = await rowsOf(context, ids);
  const missing = ids.find(
    (id) => !rows.some((row) => row.id === String(id) || (id === 0n && row.isDefault)),
  );
  if (missing !== undefined) throw missingExperiment(missing);
  return rows.map(({ id }) => id);
}

/** The same, without those that are not of this project: a search over them finds nothing there. */
export async function knownExperiments(context: Context, ids: readonly bigint[]): Promise<string[]> {
  return (await rowsOf(context, ids)).map(({ id }) => id);
}

const rowsOf = async ({ project, stores }: Context, ids: readonly bigint[]) =>
  ids.length === 0
    ? []
    : stores.database.query<{ id: string; isDefault: boolean }>(
        sql`SELECT id::text, is_default AS "isDefault" FROM experiment WHERE project_id = ${project.id}
          AND (id = ANY(${ids.map(String)}::bigint[]) OR (is_default AND ${ids.includes(0n)}::boolean))`,
      );
