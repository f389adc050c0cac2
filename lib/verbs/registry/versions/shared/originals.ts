import { sql } from "@/lib/stores/database/database";
import type { WriteContext } from "@/lib/verbs/kernel";

/**
 * Whose hands are in the files at `storage` already: who made the versions that hold them, whole or in part, by whose token, and
 * whose those were copies of. Kept with the new version, so that it knows them when the originals are gone.
 */
export async function originalHands({ tx, project }: WriteContext, storage: string): Promise<string[]> {
  const parts = storage.split("/");
  // The folder itself and those above it; in our store alone what lies below, which has an index.
  const above = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  const rows = await tx.$queryRaw<{ hand: string }[]>(sql`
    SELECT DISTINCT h.hand FROM (
      SELECT * FROM version WHERE project_id = ${project.id} AND storage = ANY(${above}::text[])
      UNION ALL
      SELECT * FROM version WHERE project_id = ${project.id} AND storage LIKE 'mlflow-artifacts:%'
        AND storage COLLATE "C" > ${`${storage}/`}::text AND storage COLLATE "C" < ${`${storage}0`}::text
    ) o LEFT JOIN token t ON t.id = o.token_id
    CROSS JOIN LATERAL unnest(o.original_hands || ARRAY[o.created_by, t.owner_id]) AS h (hand)
    WHERE h.hand IS NOT NULL`);
  return rows.map(({ hand }) => hand);
}
