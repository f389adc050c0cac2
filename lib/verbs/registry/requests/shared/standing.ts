import { conflict, SlipwayError } from "@/lib/core/errors";
import type { Demand } from "@/lib/core/registry/policies/demand";
import type { Outside } from "@/lib/core/registry/policies/facts";
import type { GateResult } from "@/lib/core/registry/policies/gates";
import type { SeenState } from "@/lib/core/registry/requests/seen";
import type { Stage } from "@/lib/core/registry/stages";
import { sql } from "@/lib/stores/database/database";
import { actorId, type WriteContext } from "@/lib/verbs/kernel";
import { inProduction } from "@/lib/verbs/registry/policies/shared/fact-sources";
import { evaluateGates } from "@/lib/verbs/registry/policies/shared/gates";
import { holdRuns } from "@/lib/verbs/registry/policies/shared/run-behind";
import { judgedOf, stageOf, type Wish } from "@/lib/verbs/registry/policies/shared/wish";
import { digestOf } from "@/lib/verbs/registry/versions/shared/digest";
import type { model as ModelRow, version as VersionRow } from "@/prisma/generated/client";
import { pending } from "./pending";
import { seenOf } from "./seen";

/** What a request freezes: whatever of it changes makes the request stale. */
export type Pins = { digest: string | null; policyNumber: number; comparedWith: number | null };

/** Where things stand for a move, as it would be made now. */
export type Standing = { pins: Pins; gates: GateResult[] };

/** Reads where things stand. The caller holds the model, this holds the runs: nothing of it changes until the transaction ends. */
export async function standingOf(
  context: WriteContext,
  wish: Wish,
  outside: readonly Outside[],
): Promise<Standing> {
  const { model, version, effective } = wish;
  const production = await inProduction(context.tx, model.id);
  // First, since it takes longest: who logs to these runs waits from here on.
  const digest = await digestOf(context, version.storage, context.tx);
  await holdRuns(context, [version.runId, production?.runId ?? null]);
  const gates = await evaluateGates(context.tx, context, judgedOf(wish), outside);
  return {
    gates,
    pins: {
      digest: digest?.sha256 ?? null,
      policyNumber: effective.number,
      comparedWith: production && production.id !== version.id ? production.number : null,
    },
  };
}

/** The same for whoever asks or decides. `seen`: what they look at. */
export async function shownStanding(
  context: WriteContext,
  wish: Wish,
  outside: readonly Outside[],
): Promise<Standing & { seen: SeenState }> {
  const standing = await standingOf(context, wish, outside);
  return { ...standing, seen: await seenOf(context.tx, context, wish, standing.gates) };
}

/** What has changed since the pins were taken, in words; null where nothing has. */
export function whatChanged(then: Pins & { fromStage: string }, now: Pins & { stage: Stage }): string | null {
  if (then.fromStage !== now.stage) return `the version stands in ${now.stage} now, not in ${then.fromStage}`;
  if (then.digest !== now.digest) return "the version's files are not the ones that were asked for";
  if (then.policyNumber !== now.policyNumber) return "the policy was changed";
  if (then.comparedWith !== now.comparedWith)
    return now.comparedWith === null
      ? `version ${then.comparedWith} has left Production`
      : `version ${now.comparedWith} is in Production now`;
  return null;
}

/** A version that stands there already cannot go there. Error: conflict. */
export function requireElsewhere(model: ModelRow, version: VersionRow, to: Stage): void {
  if (stageOf(version) === to)
    throw conflict(`Version ${version.number} of ${model.name} stands in ${to} already.`);
}

/** How many requests of one person may wait in a project at once: nobody's bury what others ask for. */
export const mostOpen = 50;

/** As many more as are asked for at the very same moment may come in: it is a bound, no count. Error: conflict. */
export async function requireRoom(context: WriteContext): Promise<void> {
  const [found] = await context.tx.$queryRaw<{ open: number }[]>(sql`
    SELECT count(*)::int AS open FROM stage_request r
    WHERE r.project_id = ${context.project.id} AND r.requested_by = ${actorId(context)} AND ${pending(context)}`);
  if ((found?.open ?? 0) >= mostOpen)
    throw new SlipwayError(
      "conflict",
      `You have ${mostOpen} open requests here, as many as may wait at once. Withdraw one, or wait until one is decided.`,
      { page: "/requests?tab=mine" },
    );
}

/** One open request a version and stage; one whose time is over is closed first. Error: conflict, with the open one's page. */
export async function requireNoneOpen(context: WriteContext, version: VersionRow, to: Stage): Promise<void> {
  const [open] = await context.tx.$queryRaw<{ id: string; pending: boolean }[]>(sql`
    SELECT r.id, ${pending(context)} AS pending FROM stage_request r
    WHERE r.version_id = ${version.id} AND r.to_stage = ${to} AND r.status IN ('open', 'changes-requested')`);
  if (!open) return;
  if (open.pending)
    throw new SlipwayError(
      "conflict",
      `Version ${version.number} has an open request for ${to} already: /requests/${open.id}.`,
      { page: `/requests/${open.id}` },
    );
  await context.tx.stageRequest.update({
    where: { id: open.id },
    data: { status: "expired", revision: { increment: 1 } },
  });
  await context.announce("request", open.id);
}

/** When a request that is asked now ends, by PostgreSQL's clock, which also tells when it has. */
export async function expiryOf({ tx, effectiveAt }: WriteContext, demand: Demand | null): Promise<Date> {
  const hours = demand?.expiresAfterHours ?? 72;
  const [row] = await tx.$queryRaw<{ at: Date }[]>(sql`
    SELECT coalesce(${effectiveAt ?? null}::timestamptz, now()) + make_interval(hours => ${hours}::int) AS at`);
  if (!row) throw new Error("a SELECT without FROM answers one row");
  return row.at;
}
