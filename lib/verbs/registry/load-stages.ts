import { type Stage, stageNamed } from "@/lib/core/registry";
import type { WriteContext } from "@/lib/verbs/kernel";
import { actorId } from "@/lib/verbs/tracking/load";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";
import { touchModel } from "./load";

export type Move = {
  /** Locked by the caller. */
  model: ModelRow;
  version: VersionRow;
  to: Stage;
  /** Archive what else stands in the stage; Production does so always. */
  archiveExisting?: boolean;
  reason?: string | undefined;
};
export type Moved = { version: number; from: string; to: Stage };

/**
 * The one way in which a version changes its stage: one Production a model, and a transition row for each version that
 * moved, with the actor. Answers what moved, the asked one last; nothing where it stands there already.
 */
export async function moveStage(context: WriteContext, move: Move): Promise<Moved[]> {
  const { model, version, to, reason } = move;
  const makesRoom = to === "Production" || (move.archiveExisting === true && to === "Staging");
  const others = makesRoom
    ? await context.tx.version.findMany({
        where: { modelId: model.id, stage: to, id: { not: version.id } },
        orderBy: { number: "asc" },
      })
    : [];
  const moved: Moved[] = [];
  // Out before in: the index allows one Production at every moment.
  for (const other of others)
    moved.push(
      await record(context, model, other, "Archived", reason ?? `Version ${version.number} entered ${to}.`),
    );
  if (version.stage !== to) moved.push(await record(context, model, version, to, reason));
  if (moved.length > 0) await touchModel(context, model, version.id);
  return moved;
}

async function record(
  context: WriteContext,
  model: ModelRow,
  { id, number, stage }: VersionRow,
  to: Stage,
  reason: string | undefined,
): Promise<Moved> {
  await context.tx.version.update({ where: { id }, data: { stage: to, updatedAt: new Date() } });
  await context.tx.transition.create({
    data: {
      projectId: context.project.id,
      modelId: model.id,
      version: number,
      fromStage: stage,
      toStage: to,
      actor: actorId(context) ?? "nobody",
      reason: reason ?? null,
    },
  });
  return { version: number, from: stageNamed(stage) ?? stage, to };
}

/** Before versions are deleted they leave their stages, so that the history shows where each one went. */
export async function leaveStages(
  context: WriteContext,
  model: ModelRow,
  versions: readonly VersionRow[],
  reason: string,
): Promise<Moved[]> {
  const moved: Moved[] = [];
  for (const version of versions)
    if (version.stage === "Staging" || version.stage === "Production")
      moved.push(...(await moveStage(context, { model, version, to: "Archived", reason })));
  return moved;
}
