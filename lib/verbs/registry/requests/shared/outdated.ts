import { stageNamed } from "@/lib/core/registry/stages";
import type { MovePreview } from "@/lib/core/registry/versions/move-preview";
import type { Context } from "@/lib/verbs/kernel";
import { nameOf, namesOf } from "@/lib/verbs/registry/shared/makers";
import { type Outdated, openOf } from "@/lib/verbs/registry/versions/shared/stages";
import type { model as ModelRow } from "@/prisma/generated/client";
import { pendingAmong } from "./pending";

/** The requests that a move would make stale, oldest first, of those that still wait: what has expired is lost to nobody. */
export async function findOutdated(
  context: Context,
  model: ModelRow,
  which: Outdated,
  except?: string,
): Promise<MovePreview["stale"]> {
  const { prisma } = context.stores.database;
  const rows = await prisma.stageRequest.findMany({
    where: openOf(model, which, except),
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const ids = rows.map(({ id }) => id);
  const people = rows.map(({ requestedBy: createdBy }) => ({ createdBy }));
  const [waiting, names] = await Promise.all([pendingAmong(prisma, context, ids), namesOf(prisma, people)]);
  return rows
    .filter(({ id }) => waiting.has(id))
    .map(({ id, version, toStage, status, requestedBy, createdAt }) => ({
      ...{ id, version, createdAt },
      to: stageNamed(toStage) ?? "None",
      status: status === "open" ? status : "changes-requested",
      requestedBy: nameOf(requestedBy, names) ?? requestedBy,
      requestedById: requestedBy,
    }));
}
