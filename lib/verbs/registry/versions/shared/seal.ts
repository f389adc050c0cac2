import { SlipwayError } from "@/lib/core/errors";
import { storedPath } from "@/lib/core/tracking/artifacts/artifacts";
import { type Database, sql, type Transaction } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { effectivePolicies } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { stageOf } from "@/lib/verbs/registry/policies/shared/wish";
import { pending } from "@/lib/verbs/registry/requests/shared/pending";

type Found = {
  id: string;
  modelId: string;
  name: string;
  number: number;
  stage: string;
  storage: string;
  asked: string | null;
};

const schemes = ["mlflow-artifacts:/", "mlflow-artifacts:///"] as const;

/**
 * Files under a version that stands in a guarded stage, or for which a request is open, are what was approved or is being
 * judged: nobody replaces or deletes them. In a transaction the version's model is held, so that a decision made at the same
 * moment comes before or after. Error: conflict.
 */
export async function requireUnsealed(
  context: Context,
  reader: Database["prisma"] | Transaction,
  path: string,
): Promise<void> {
  const parts = path.split("/");
  const above = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  // Both spellings of the scheme name the same file, and a folder may be written with its slash.
  const exactly = schemes.flatMap((scheme) =>
    above.flatMap((folder) => [`${scheme}${folder}`, `${scheme}${folder}/`]),
  );
  const [short, long] = schemes.map((scheme) => `${scheme}${path}`);
  // Two statements: one that waited for a decision still has the stage and the requests of before it.
  const held = await reader.$queryRaw<{ id: string }[]>(sql`
    SELECT v.id FROM version v JOIN model m ON m.id = v.model_id
    WHERE v.project_id = ${context.project.id} AND v.storage LIKE 'mlflow-artifacts:%' AND (v.storage COLLATE "C" = ANY(${exactly}::text[])
      OR (v.storage COLLATE "C" > ${`${short}/`} AND v.storage COLLATE "C" < ${`${short}0`})
      OR (v.storage COLLATE "C" > ${`${long}/`} AND v.storage COLLATE "C" < ${`${long}0`}))
    ORDER BY m.id FOR SHARE OF m`);
  if (held.length === 0) return;
  const rows = await reader.$queryRaw<Found[]>(sql`
    SELECT v.id, v.model_id AS "modelId", m.name, v.number, v.stage, v.storage, (
      SELECT r.id FROM stage_request r WHERE r.version_id = v.id AND ${pending(context)} LIMIT 1) AS asked
    FROM version v JOIN model m ON m.id = v.model_id WHERE v.id = ANY(${held.map(({ id }) => id)}::text[])`);
  const policies = await effectivePolicies(
    reader,
    context,
    rows.map(({ modelId }) => modelId),
  );
  const sealed = rows.find(
    (row) =>
      storedPath(row.storage) !== null &&
      (row.asked !== null || policies.get(row.modelId)?.policy.guards[stageOf(row)] !== undefined),
  );
  if (!sealed) return;
  const { name, number, asked } = sealed;
  throw new SlipwayError(
    "conflict",
    asked === null
      ? `This file belongs to version ${number} of ${name}, which stands in ${stageOf(sealed)}: it cannot be changed or deleted. Make a new version instead.`
      : `This file belongs to version ${number} of ${name}, for which a request is open: it cannot be changed or deleted until that is decided or withdrawn (/requests/${asked}).`,
  );
}
