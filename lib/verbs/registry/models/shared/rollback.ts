import { wayBack } from "@/lib/core/registry/models/way-back";
import { type WayIn, wayInOf, whyAsk } from "@/lib/core/registry/models/way-in";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";
import { effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { inProduction } from "@/lib/verbs/registry/policies/shared/fact-sources";
import { approvalsToEnter, findEntered } from "@/lib/verbs/registry/versions/shared/entered";
import { type Stood, stoodInProduction } from "@/lib/verbs/registry/versions/shared/stood";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";

type Previous = {
  version: VersionRow;
  /** When it was last in Production, and whether its files are still those of then. */
  stood: Stood;
  /** How it came there, where nobody approved it. */
  wayIn: WayIn | null;
  /** Why nobody goes back to it at once; null: one does. */
  whyAsk: string | null;
};
export type Rollback = { current: VersionRow | null; previous: Previous | null };

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
  if (!version || !stood) return { current, previous: null };
  const entered = (await findEntered(reader, [version]))(version);
  const approvals = approvalsToEnter(await effectivePolicy(reader, context, model.id));
  return {
    current,
    previous: {
      ...{ version, stood },
      wayIn: wayInOf(entered, approvals),
      whyAsk: whyAsk(number, stood.bytes, entered, approvals),
    },
  };
}
