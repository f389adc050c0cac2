import type { Entered } from "@/lib/core/registry/models/way-in";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Effective } from "@/lib/verbs/registry/policies/shared/effective-policy";

type Placed = { modelId: string; number: number };

/**
 * How each of these versions last entered Production, rollbacks apart, and whether anybody ever approved those files for it; null
 * where it never did.
 */
export async function findEntered(
  reader: Reader,
  versions: readonly Placed[],
): Promise<(version: Placed) => Entered | null> {
  if (versions.length === 0) return () => null;
  const models = [...new Set(versions.map(({ modelId }) => modelId))];
  const rows = await reader.$queryRaw<(Entered & { modelId: string; version: number })[]>(sql`
    SELECT DISTINCT ON (t.model_id, t.version) t.model_id AS "modelId", t.version, t.kind, t.at,
      coalesce(u.name, t.actor) AS by, EXISTS (
        SELECT FROM transition a JOIN stage_request r ON r.id = a.request_id
          JOIN stage_vote w ON w.request_id = r.id AND w.round = r.round AND w.decision = 'approve'
        WHERE a.model_id = t.model_id AND a.version = t.version AND a.to_stage = 'Production' AND a.kind <> 'rollback'
          AND a.digest IS NOT DISTINCT FROM t.digest) AS approved
    FROM transition t LEFT JOIN "user" u ON u.id = t.actor
    WHERE t.model_id = ANY(${models}::text[]) AND t.version = ANY(${versions.map(({ number }) => number)}::int[])
      AND t.to_stage = 'Production' AND t.kind <> 'rollback'
    ORDER BY t.model_id, t.version, t.id DESC`);
  const found = new Map(rows.map(({ modelId, version, ...entered }) => [`${modelId}/${version}`, entered]));
  return ({ modelId, number }) => found.get(`${modelId}/${number}`) ?? null;
}

/** How many approvals it takes into Production by that policy. */
export const approvalsToEnter = (effective: Effective | undefined): number =>
  effective?.policy.guards.Production?.approvals ?? 0;
