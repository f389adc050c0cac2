import { type Reader, sql } from "@/lib/stores/database/database";

export type Bypass = { by: string; byId: string; reason: string; from: string; to: string; at: Date };
type Placed = { modelId: string; number: number };

/**
 * How each of these versions came past its policy into the stage where it stands; null where its last move was no bypass. A
 * rollback approves nothing: what a bypass once brought into Production keeps its mark there. What a bypass pushed out to make
 * room did not go by one.
 */
export async function findBypasses(
  reader: Reader,
  versions: readonly Placed[],
): Promise<(version: Placed) => Bypass | null> {
  const models = [...new Set(versions.map(({ modelId }) => modelId))];
  const rows = await reader.$queryRaw<(Bypass & { modelId: string; version: number })[]>(sql`
    SELECT t.model_id AS "modelId", t.version, coalesce(u.name, t.actor) AS by, t.actor AS "byId",
      coalesce(t.reason, '') AS reason, t.from_stage AS "from", t.to_stage AS "to", t.at
    FROM transition t LEFT JOIN "user" u ON u.id = t.actor
    WHERE t.kind = 'bypass' AND t.model_id = ANY(${models}::text[])
      AND (
        NOT EXISTS (SELECT FROM transition l WHERE l.model_id = t.model_id AND l.version = t.version AND l.id > t.id)
        OR t.to_stage = 'Production' AND EXISTS (
          SELECT FROM (SELECT * FROM transition l WHERE l.model_id = t.model_id AND l.version = t.version
            ORDER BY l.id DESC LIMIT 1) l
          WHERE l.kind = 'rollback' AND l.to_stage = 'Production')
        AND NOT EXISTS (
          SELECT FROM transition n WHERE n.model_id = t.model_id AND n.version = t.version AND n.id > t.id
            AND n.to_stage = 'Production' AND n.kind <> 'rollback'))
      AND NOT (t.from_stage = 'Production' AND t.to_stage = 'Archived' AND EXISTS (
        SELECT FROM (SELECT * FROM transition n WHERE n.model_id = t.model_id AND n.id > t.id ORDER BY n.id LIMIT 1) n
        WHERE n.kind = 'bypass' AND n.to_stage = 'Production' AND n.actor = t.actor AND n.reason = t.reason))`);
  const found = new Map(rows.map(({ modelId, version, ...bypass }) => [`${modelId}/${version}`, bypass]));
  return ({ modelId, number }) => found.get(`${modelId}/${number}`) ?? null;
}

/** What a list says of it. */
export const markOf = (bypass: Bypass | null) => bypass && { by: bypass.by, at: bypass.at };
