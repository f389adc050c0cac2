import { type Database, sql, type Transaction } from "@/lib/stores/database/database";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";
import { inProduction } from "./load-gates";

type Reader = Database["prisma"] | Transaction;
export type Rollback = { current: VersionRow | null; previous: VersionRow | null; since: Date | null };

/**
 * Where a rollback leads: the version that was in Production last before the one that is there now, and still exists.
 * `since`: when it entered Production that time.
 */
export async function findRollback(reader: Reader, model: ModelRow): Promise<Rollback> {
  const current = await inProduction(reader, model.id);
  const [last] = await reader.$queryRaw<{ version: number; at: Date }[]>(sql`
    SELECT t.version, t.at FROM transition t JOIN version v ON v.model_id = t.model_id AND v.number = t.version
    WHERE t.model_id = ${model.id} AND t.to_stage = 'Production' AND t.version <> ${current?.number ?? 0}
    ORDER BY t.at DESC, t.id DESC LIMIT 1`);
  const previous =
    last &&
    (await reader.version.findUnique({
      where: { modelId_number: { modelId: model.id, number: last.version } },
    }));
  return { current, previous: previous ?? null, since: last?.at ?? null };
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
