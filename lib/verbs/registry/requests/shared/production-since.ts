import type { Metrics } from "@/lib/core/registry/policies/facts";
import type { Request } from "@/lib/core/registry/requests/request";
import { changesOf, type SeenChange, type SeenState } from "@/lib/core/registry/requests/seen";
import type { Context } from "@/lib/verbs/kernel";
import { approvedOn, lastMetrics } from "@/lib/verbs/registry/policies/shared/evidence";
import { runBehind } from "@/lib/verbs/registry/policies/shared/run-behind";

/** What the run of the version in Production says now, where that is not what it entered on; null where nothing is, or none was kept. */
export async function productionSince(
  context: Context,
  { model: name, comparedWith: number }: Pick<Request, "model" | "comparedWith">,
): Promise<{ changes: SeenChange[]; more: number } | null> {
  if (number === null) return null;
  const { prisma } = context.stores.database;
  const version = await prisma.version.findFirst({
    where: { number, model: { name, projectId: context.project.id } },
  });
  const approved = version && (await approvedOn(prisma, version.modelId, number))?.metrics;
  if (!version || !approved) return null;
  const { row } = await runBehind(prisma, context, version);
  const now = await lastMetrics(prisma, row?.id, [...approved.keys()]);
  const found = changesOf(numbersOf(approved), numbersOf(now));
  return found.changes.length === 0 ? null : found;
}

const numbersOf = (metrics: Metrics): SeenState =>
  Object.fromEntries(
    [...metrics].flatMap(([key, { value }]) => (key.startsWith("system/") ? [] : [[key, String(value)]])),
  );
