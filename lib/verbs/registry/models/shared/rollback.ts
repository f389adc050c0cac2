import { wayBack } from "@/lib/core/registry/models/way-back";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";
import { inProduction } from "@/lib/verbs/registry/policies/shared/fact-sources";
import { type Stood, stoodInProduction } from "@/lib/verbs/registry/versions/shared/stood";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";

/** `stood`: when the previous one was last in Production, and whether its files are still those of then. */
export type Rollback = {
  current: VersionRow | null;
  previous: { version: VersionRow; stood: Stood } | null;
};

/** Where a rollback leads (see `wayBack`), among the versions that still exist. */
export async function findRollback(context: Scope, reader: Reader, model: ModelRow): Promise<Rollback> {
  const current = await inProduction(reader, model.id);
  const entries = await reader.$queryRaw<{ version: number; rollback: boolean }[]>(sql`
    SELECT t.version, t.kind = 'rollback' AS rollback
    FROM transition t JOIN version v ON v.model_id = t.model_id AND v.number = t.version
    WHERE t.model_id = ${model.id} AND t.to_stage = 'Production' ORDER BY t.at, t.id`);
  const number = wayBack(entries, current?.number ?? null).at(-1);
  if (number === undefined) return { current, previous: null };
  const where = { modelId_number: { modelId: model.id, number } };
  const version = await reader.version.findUnique({ where });
  const stood = version && (await stoodInProduction(context, reader, version));
  return { current, previous: version && stood && { version, stood } };
}
