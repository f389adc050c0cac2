import { wayBack } from "@/lib/core/registry/models/way-back";
import { type Reader, sql } from "@/lib/stores/database/database";
import { inProduction } from "@/lib/verbs/registry/policies/shared/fact-sources";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";

export type Rollback = { current: VersionRow | null; previous: VersionRow | null; since: Date | null };

/** Where a rollback leads (see `wayBack`), among the versions that still exist. `since`: when it last entered Production. */
export async function findRollback(reader: Reader, model: ModelRow): Promise<Rollback> {
  const current = await inProduction(reader, model.id);
  const entries = await reader.$queryRaw<{ version: number; rollback: boolean; at: Date }[]>(sql`
    SELECT t.version, t.kind = 'rollback' AS rollback, t.at
    FROM transition t JOIN version v ON v.model_id = t.model_id AND v.number = t.version
    WHERE t.model_id = ${model.id} AND t.to_stage = 'Production' ORDER BY t.at, t.id`);
  const number = wayBack(entries, current?.number ?? null).at(-1);
  if (number === undefined) return { current, previous: null, since: null };
  const where = { modelId_number: { modelId: model.id, number } };
  return {
    current,
    previous: await reader.version.findUnique({ where }),
    since: entries.findLast(({ version }) => version === number)?.at ?? null,
  };
}

/** The digest that was approved when it last entered Production by a request; undefined where none was. */
export async function approvedDigest(
  reader: Reader,
  version: VersionRow,
): Promise<string | null | undefined> {
  const row = await reader.stageRequest.findFirst({
    where: { versionId: version.id, toStage: "Production", status: "applied", kind: "transition" },
    orderBy: { decidedAt: "desc" },
    select: { digest: true },
  });
  return row?.digest;
}
