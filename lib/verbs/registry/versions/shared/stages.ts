import { aliasesTiedTo } from "@/lib/core/registry/policies/demand";
import { type Stage, stageNamed } from "@/lib/core/registry/stages";
import type { Reader } from "@/lib/stores/database/database";
import type { WriteContext } from "@/lib/verbs/kernel";
import { actorId } from "@/lib/verbs/kernel";
import { touchModel } from "@/lib/verbs/registry/models/shared/models";
import type { Effective } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { noteTransition } from "@/lib/verbs/registry/requests/shared/notices";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";

export type Move = {
  /** Locked by the caller, who has also made sure that the policy lets it pass. */
  model: ModelRow;
  version: VersionRow;
  to: Stage;
  /** What holds for the model. */
  effective: Effective;
  /** Archive what else stands in the stage; Production does so always. */
  archiveExisting?: boolean;
  reason?: string | undefined;
  kind?: "move" | "request" | "rollback" | "bypass";
  /** The request that it carries out. */
  requestId?: string;
};
export type Moved = { version: number; from: string; to: Stage };

/**
 * The one way in which a version changes its stage: one Production a model, a transition row for each version that moved,
 * the aliases that are tied to the stage, and the requests that this makes stale. Answers what moved, the asked one last;
 * nothing where it stands there already.
 */
export async function moveStage(context: WriteContext, move: Move): Promise<Moved[]> {
  const { model, version, to, reason } = move;
  const makesRoom = to === "Production" || (move.archiveExisting === true && to === "Staging");
  const others = makesRoom ? await othersIn(context.tx, model, version, to) : [];
  const moved: Moved[] = [];
  // Out before in: the index allows one Production at every moment.
  for (const other of others)
    moved.push(
      await record(context, other, "Archived", {
        ...move,
        reason: reason ?? `Version ${version.number} entered ${to}.`,
      }),
    );
  if (version.stage !== to) moved.push(await record(context, version, to, move));
  if (moved.length === 0) return moved;
  if (version.stage !== to) await takeTiedAliases(context, move);
  const production = to === "Production" || moved.some(({ from }) => from === "Production");
  await makeStale(
    context,
    model,
    production ? "all" : [version, ...others].map(({ id }) => id),
    move.requestId,
  );
  await touchModel(context, model, version.id);
  await noteTransition(context, model, moved, move);
  return moved;
}

/** What else stands in a stage. */
export const othersIn = (
  reader: Reader,
  model: ModelRow,
  version: VersionRow,
  stage: Stage,
): Promise<VersionRow[]> =>
  reader.version.findMany({
    where: { modelId: model.id, stage, id: { not: version.id } },
    orderBy: { number: "asc" },
  });

async function record(
  context: WriteContext,
  { id, number, stage }: VersionRow,
  to: Stage,
  { model, reason, kind = "move", requestId }: Move,
): Promise<Moved> {
  const updatedAt = context.effectiveAt ?? new Date();
  await context.tx.version.update({ where: { id }, data: { stage: to, updatedAt } });
  await context.tx.transition.create({
    data: {
      projectId: context.project.id,
      modelId: model.id,
      version: number,
      fromStage: stage,
      toStage: to,
      actor: actorId(context) ?? "nobody",
      reason: reason ?? null,
      kind,
      requestId: requestId ?? null,
      ...(context.effectiveAt ? { at: context.effectiveAt } : {}),
    },
  });
  return { version: number, from: stageNamed(stage) ?? stage, to };
}

/** An alias that the policy ties to a stage goes to whatever enters it. */
async function takeTiedAliases(
  context: WriteContext,
  { model, version, to, effective }: Move,
): Promise<void> {
  for (const alias of aliasesTiedTo(effective.policy, to))
    await context.tx.modelAlias.upsert({
      where: { modelId_alias: { modelId: model.id, alias } },
      create: { modelId: model.id, alias, versionId: version.id },
      update: { versionId: version.id },
    });
}

/**
 * Requests that were asked of another state of things have to be asked anew: those for the versions that moved, and with a new
 * Production every request of the model, since each was compared with the old one.
 */
export async function makeStale(
  context: WriteContext,
  model: ModelRow,
  which: "all" | readonly string[],
  except?: string,
): Promise<void> {
  const rows = await context.tx.stageRequest.findMany({
    where: {
      modelId: model.id,
      status: { in: ["open", "changes-requested"] },
      ...(which === "all" ? {} : { versionId: { in: [...which] } }),
      ...(except === undefined ? {} : { id: { not: except } }),
    },
    select: { id: true },
  });
  if (rows.length === 0) return;
  await context.tx.stageRequest.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data: { status: "stale", decidedAt: context.effectiveAt ?? new Date(), revision: { increment: 1 } },
  });
  for (const { id } of rows) await context.announce("request", id);
}

/** Before versions are deleted they leave their stages, so that the history shows where each one went. */
export async function leaveStages(
  context: WriteContext,
  versions: readonly VersionRow[],
  { model, effective, reason }: Pick<Move, "model" | "effective"> & { reason: string },
): Promise<void> {
  for (const version of versions)
    if (version.stage === "Staging" || version.stage === "Production")
      await moveStage(context, { model, version, to: "Archived", effective, reason });
}
