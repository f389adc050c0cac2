import { aliasesTiedTo } from "@/lib/core/registry/policies/demand";
import type { Evidence } from "@/lib/core/registry/policies/gates";
import { type Stage, stageNamed } from "@/lib/core/registry/stages";
import type { Reader } from "@/lib/stores/database/database";
import type { WriteContext } from "@/lib/verbs/kernel";
import { actorId } from "@/lib/verbs/kernel";
import { touchModel } from "@/lib/verbs/registry/models/shared/models";
import type { Effective } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { evidenceOf, keptOf } from "@/lib/verbs/registry/policies/shared/evidence";
import { holdRuns, runBehind } from "@/lib/verbs/registry/policies/shared/run-behind";
import { noteTransition } from "@/lib/verbs/registry/requests/shared/notices";
import type { model as ModelRow, Prisma, version as VersionRow } from "@/prisma/generated/client";
import { keptDigest, toKeep } from "./digest";

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
  /** The files' digest that the caller has read in this transaction, null where they lie elsewhere. */
  digest?: string | null;
};
export type Moved = { version: number; from: string; to: Stage };

/**
 * The one way in which a version changes its stage: one Production a model, a transition row for each version that moved,
 * the aliases that are tied to the stage, and the requests that this makes stale. Answers what moved, the asked one last;
 * nothing where it stands there already.
 */
export async function moveStage(context: WriteContext, move: Move): Promise<Moved[]> {
  const { model, version, to, reason } = move;
  const { others, stale } = await planMove(context.tx, move);
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
  await makeStale(context, model, stale, move.requestId);
  if (to === "Production" || moved.some(({ from }) => from === "Production"))
    await announceEnded(context, model, move.requestId);
  await touchModel(context, model, version.id);
  await noteTransition(context, model, moved, move);
  return moved;
}

/** Requests that something outdates: all of a model, or those for some of its versions, by id. */
export type Outdated = "all" | readonly string[];

/**
 * What a move takes along: the versions that make room for it, and the requests that it makes stale. What previews a move asks
 * here too, so that it tells what the move does.
 */
export async function planMove(
  reader: Reader,
  { model, version, to, archiveExisting = false }: Pick<Move, "model" | "version" | "to" | "archiveExisting">,
): Promise<{ others: VersionRow[]; stale: Outdated }> {
  const makesRoom = to === "Production" || (archiveExisting && to === "Staging");
  const others = makesRoom ? await othersIn(reader, model, version, to) : [];
  const moving = version.stage === to ? others : [version, ...others];
  if (moving.length === 0) return { others, stale: [] };
  const production = to === "Production" || moving.some(({ stage }) => stage === "Production");
  return { others, stale: production ? "all" : [version, ...others].map(({ id }) => id) };
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

/** Writes one version's move down, with its files' digest of that moment: what was approved is what runs, also on the way back. */
async function record(context: WriteContext, version: VersionRow, to: Stage, move: Move): Promise<Moved> {
  const { id, number, stage, storage } = version;
  const { model, reason, kind = "move", requestId, effective } = move;
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
      digest:
        id === move.version.id && move.digest !== undefined
          ? toKeep(move.digest)
          : await keptDigest(context, storage, context.tx),
      guarded: effective.policy.guards[to] !== undefined,
      ...(await evidenceFor(context, version, to, move)),
      ...(context.effectiveAt ? { at: context.effectiveAt } : {}),
    },
  });
  return { version: number, from: stageNamed(stage) ?? stage, to };
}

/**
 * What the version's run says as it enters Staging, Production or another guarded stage; later versions are compared with
 * that. A rollback approves no new numbers: it keeps those that the version entered Production on before.
 */
async function evidenceFor(
  context: WriteContext,
  version: VersionRow,
  to: Stage,
  { model, effective: { policy }, kind }: Move,
): Promise<
  { evidence: Evidence[] } | { late: Prisma.lateEvidenceCreateNestedOneWithoutTransitionInput } | object
> {
  const guard = policy.guards[to];
  if (guard === undefined && to !== "Staging" && to !== "Production") return {};
  await holdRuns(context, [version.runId]);
  const before = kind === "rollback" ? await keptOf(context.tx, model.id, version.number) : null;
  if (before !== null) {
    const { evidence, late } = before;
    return late === null ? { evidence } : { late: { create: { evidence, keptAt: late } } };
  }
  const { row } = await runBehind(context.tx, context, version);
  const gated = (guard?.gates ?? []).flatMap((gate) => ("metric" in gate ? [gate.metric] : []));
  return { evidence: await evidenceOf(context.tx, row?.id, gated) };
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

/** The requests of a model that somebody has yet to decide. */
export const openOf = ({ id: modelId }: ModelRow, which: Outdated, except?: string) =>
  ({
    modelId,
    status: { in: ["open", "changes-requested"] },
    ...(which === "all" ? {} : { versionId: { in: [...which] } }),
    ...(except === undefined ? {} : { id: { not: except } }),
  }) satisfies Prisma.stageRequestWhereInput;

/**
 * Requests that were asked of another state of things have to be asked anew: those for the versions that moved, and with a new
 * Production every request of the model, since each was compared with the old one.
 */
export async function makeStale(
  context: WriteContext,
  model: ModelRow,
  which: Outdated,
  except?: string,
): Promise<void> {
  const where = openOf(model, which, except);
  const rows = await context.tx.stageRequest.findMany({ where, select: { id: true } });
  if (rows.length === 0) return;
  await context.tx.stageRequest.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data: { status: "stale", decidedAt: context.effectiveAt ?? new Date(), revision: { increment: 1 } },
  });
  for (const { id } of rows) await context.announce("request", id);
}

/** A rollback that nobody had confirmed is over when Production changes once more: the page that offers it hears of it. */
async function announceEnded(context: WriteContext, { id: modelId }: ModelRow, by?: string): Promise<void> {
  const last = await context.tx.stageRequest.findFirst({
    where: { modelId, kind: "rollback", confirmedAt: null, ...(by === undefined ? {} : { id: { not: by } }) },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  if (last) await context.announce("request", last.id);
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
