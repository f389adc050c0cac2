import { SlipwayError } from "@/lib/core/errors";
import type { Policy } from "@/lib/core/registry/policies/policy";
import { stageNamed } from "@/lib/core/registry/stages";
import { foldersOf, storageUri, storedPath } from "@/lib/core/tracking/artifacts/storage";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";
import { modelLock } from "@/lib/verbs/registry/models/shared/models";
import { effectivePolicies } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { pending } from "@/lib/verbs/registry/requests/shared/pending";

type Found = {
  id: string;
  modelId: string;
  name: string;
  number: number;
  stage: string;
  storage: string;
  asked: string | null;
  /** The stages that it ever entered. */
  stood: string[];
  /** Those of them that were guarded when it entered. */
  guardedThen: string[];
};

/**
 * Files under a version that stands in a guarded stage or once stood in one, or for which a request is open, are what was
 * approved, what a rollback leads back to, or what is being judged: nobody replaces or deletes them. In a transaction the
 * version's model is held, so that a decision made at the same moment comes before or after. Error: conflict.
 */
export async function requireUnsealed(context: Scope, reader: Reader, path: string): Promise<void> {
  // Two statements: one that waited for a decision still has the stage and the requests of before it.
  const held = await reader.$queryRaw<{ id: string; modelId: string }[]>(sql`
    SELECT v.id, m.id AS "modelId" FROM version v JOIN model m ON m.id = v.model_id
    WHERE v.project_id = ${context.project.id} AND v.storage LIKE 'mlflow-artifacts:%'
      AND (v.storage COLLATE "C" = ANY(${foldersOf(path).map(storageUri)}::text[])
        OR (v.storage COLLATE "C" > ${storageUri(`${path}/`)} AND v.storage COLLATE "C" < ${storageUri(`${path}0`)}))
    ORDER BY m.id`);
  if (held.length === 0) return;
  const models = [...new Set(held.map(({ modelId }) => modelId))];
  for (const id of models)
    await reader.$queryRaw(
      sql`SELECT pg_advisory_xact_lock_shared(${modelLock})::text FROM model m WHERE m.id = ${id} FOR SHARE OF m`,
    );
  const rows = await reader.$queryRaw<Found[]>(sql`
    SELECT v.id, v.model_id AS "modelId", m.name, v.number, v.stage, v.storage, (
      SELECT r.id FROM stage_request r WHERE r.version_id = v.id AND ${pending(context)} LIMIT 1) AS asked,
      ARRAY(SELECT DISTINCT t.to_stage FROM transition t WHERE t.model_id = v.model_id AND t.version = v.number) AS stood,
      ARRAY(SELECT DISTINCT t.to_stage FROM transition t
        WHERE t.model_id = v.model_id AND t.version = v.number AND t.guarded) AS "guardedThen"
    FROM version v JOIN model m ON m.id = v.model_id WHERE v.id = ANY(${held.map(({ id }) => id)}::text[])`);
  const policies = await effectivePolicies(
    reader,
    context,
    rows.map(({ modelId }) => modelId),
  );
  for (const row of rows) {
    const why = whySealed(row, policies.get(row.modelId)?.policy);
    if (why !== null)
      throw new SlipwayError("conflict", `This file belongs to version ${row.number} of ${row.name}, ${why}`);
  }
}

function whySealed(row: Found, policy: Policy | undefined): string | null {
  if (storedPath(row.storage) === null) return null;
  if (row.asked !== null)
    return `for which a request is open: it cannot be changed or deleted until that is decided or withdrawn (/requests/${row.asked}).`;
  const guarded = (stage: string) => policy?.guards[stageNamed(stage) ?? "None"] !== undefined;
  const never = "it cannot be changed or deleted. Make a new version instead.";
  if (guarded(row.stage)) return `which stands in ${row.stage}: ${never}`;
  // What a stage demands may loosen after a version stood there; what was approved stays what was approved.
  const once = row.guardedThen[0] ?? row.stood.find(guarded);
  return once === undefined
    ? null
    : `which once stood in ${once}, where a rollback may lead back to: ${never}`;
}
