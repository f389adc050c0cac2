import { foldersOf, storageUri, storedPath } from "@/lib/core/tracking/artifacts/storage";
import { sql } from "@/lib/stores/database/database";
import type { WriteContext } from "@/lib/verbs/kernel";
import type { Resolved } from "./source";

/**
 * Whose hands are in a new version's files already: who made the version that it is a copy of, or those in our store that hold
 * its files, whole or in part, by whose token, and whose those were copies of. Kept with it, so that it knows them when the
 * originals are gone. A folder above holds files of others as well: of its version the maker alone counts. What the same URI
 * elsewhere holds nobody knows.
 */
export async function originalHands({ tx, project }: WriteContext, resolved: Resolved): Promise<string[]> {
  const { storage, copyOf } = resolved;
  const path = storedPath(storage);
  const hereabouts =
    path === null
      ? sql`false`
      : sql`storage COLLATE "C" = ANY(${foldersOf(path).map(storageUri)}::text[])
          OR (storage COLLATE "C" > ${storageUri(`${path}/`)} AND storage COLLATE "C" < ${storageUri(`${path}0`)})`;
  // As the index of stored versions is made: others do not serve it.
  const rows = await tx.$queryRaw<{ hand: string }[]>(sql`
    SELECT DISTINCT h.hand FROM version o LEFT JOIN token t ON t.id = o.token_id
    CROSS JOIN LATERAL unnest(ARRAY[o.created_by, t.owner_id]
      || CASE WHEN char_length(o.storage) < char_length(${storage}::text) THEN '{}' ELSE o.original_hands END) AS h (hand)
    WHERE h.hand IS NOT NULL AND o.id IN (
      SELECT ${copyOf}::text UNION ALL
      SELECT id FROM version WHERE project_id = ${project.id} AND storage LIKE 'mlflow-artifacts:%' AND (${hereabouts}))`);
  return rows.map(({ hand }) => hand);
}
