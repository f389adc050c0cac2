import { z } from "zod";
import { invalid, SlipwayError } from "@/lib/core/errors";
import { text, whole } from "@/lib/core/fields";
import type { Outside } from "@/lib/core/registry/policies/facts";
import { type GateResult, gatesPass } from "@/lib/core/registry/policies/gates";
import { supersededWords } from "@/lib/core/registry/requests/confirmation";
import { whyNotDecide } from "@/lib/core/registry/requests/four-eyes";
import { decisions, request } from "@/lib/core/registry/requests/request";
import { changeWords, type EvidenceChanged } from "@/lib/core/registry/requests/seen";
import { actorId, type WriteContext, write } from "@/lib/verbs/kernel";
import { requireFresh } from "@/lib/verbs/people/shared/people";
import { gatesNotPassed } from "@/lib/verbs/registry/policies/shared/guard";
import { stageOf } from "@/lib/verbs/registry/policies/shared/wish";
import { idsOf, presentEngineers } from "@/lib/verbs/registry/shared/engineers";
import { moveStage } from "@/lib/verbs/registry/versions/shared/stages";
import type { stageRequest as RequestRow } from "@/prisma/generated/client";
import { confirmationsOf } from "./shared/confirmations";
import {
  auditRequest,
  type Locked,
  lockRequest,
  prepareRequest,
  requirePending,
  requireSeen,
  wishedBy,
} from "./shared/decision";
import { evidenceChangedSince, type Judged, pinAnew, whatDiffers } from "./shared/evidence-changed";
import { noteRequest } from "./shared/notices";
import { approvalsIn, presentRequest } from "./shared/requests";
import { pinSeen } from "./shared/seen";
import { shownStanding, whatChanged } from "./shared/standing";
import { requireUnsaid, vote } from "./shared/votes";

const input = z.strictObject({
  id: text(100).min(1),
  decision: z.enum(decisions),
  comment: text(10_000).trim().default(""),
  /** The revision that the deciding person saw. */
  revision: whole(1, 2 ** 31 - 1).optional(),
  /** What that revision was judged by, as `seen` of the request named it; left out: as the request holds it now. */
  seen: text(64).optional(),
});
type Input = z.output<typeof input>;

/** What came of it. All but `decided` are kept too: the transaction commits what was seen, and the answer is a 409. */
type Outcome =
  | { kind: "decided" }
  | { kind: "stale"; why: string }
  | { kind: "gates"; gates: GateResult[] }
  | { kind: "evidence"; changed: EvidenceChanged };

export const decideRequest = write({
  name: "decide-request",
  summary: "Approve a request, ask for changes or reject it; the last approval that is needed applies it",
  needs: "decide",
  input,
  output: request,

  prepare: (context, { id, decision }) => (decision === "approve" ? prepareRequest(context, id) : []),
  load: (context, { id }) => lockRequest(context, id),
  allow: (actor, { hands, deciders }) => whyNotDecide(actor, hands, deciders),

  async run(context, asked, locked, outside) {
    await requireFresh(context);
    requireSeen(locked.row, asked);
    if (asked.decision !== "approve" && asked.comment === "")
      throw invalid("Say why, so that whoever asked knows what to do.", [
        { pointer: "/comment", message: "is required for this decision" },
      ]);
    const outcome = await decide(context, asked, locked, outside);
    const row = await context.tx.stageRequest.findUniqueOrThrow({ where: { id: locked.row.id } });
    // An approval that was stopped is none: pages see what was judged, nobody is told of a decision.
    if (outcome.kind === "gates" || outcome.kind === "evidence") await context.announce("request", row.id);
    else
      await noteRequest(context, locked.model, row, {
        type: asked.decision === "changes" ? "request.changed" : "request.decided",
        approvers: [],
        words: wordsOf(row, asked),
      });
    return { row, before: locked.row, model: locked.model, outcome, asked };
  },

  audit: ({ row, before, model, outcome, asked }) =>
    auditRequest(row, model, {
      before,
      reason: asked.comment === "" ? null : asked.comment,
      more: {
        decision: asked.decision,
        outcome: outcome.kind === "decided" ? "counted" : outcome.kind,
        ...(outcome.kind === "evidence" ? { changed: outcome.changed.changes.map(changeWords) } : {}),
      },
    }),

  present({ row, outcome }, context) {
    const page = `/requests/${row.id}`;
    if (outcome.kind === "stale")
      throw new SlipwayError("stale", `This request is stale: ${outcome.why}. Ask anew.`, { page });
    if (outcome.kind === "evidence") throw evidenceChangedSince(row, outcome.changed);
    if (outcome.kind === "gates") throw gatesNotPassed(outcome.gates, page, { kept: true });
    return presentRequest(context, row.id);
  },
});

async function decide(
  context: WriteContext,
  asked: Input,
  locked: Locked,
  outside: readonly Outside[],
): Promise<Outcome> {
  const { row } = locked;
  if (row.kind === "rollback") return confirmRollback(context, asked, row);
  requirePending(locked);
  requireUnsaid(context, row);
  if (asked.decision !== "approve") {
    await vote(context, asked, row);
    await change(context, row, asked.decision === "reject" ? "rejected" : "changes-requested");
    return { kind: "decided" };
  }
  return approve(context, asked, locked, outside);
}

async function approve(
  context: WriteContext,
  asked: Input,
  locked: Locked,
  outside: readonly Outside[],
): Promise<Outcome> {
  const { row } = locked;
  const wish = wishedBy(locked);
  if (!wish) return stale(context, row, "the version was deleted");
  const { pins, gates, seen } = await shownStanding(context, wish, outside);
  const changed = whatChanged(row, { ...pins, stage: stageOf(wish.version) });
  if (changed !== null) return stale(context, row, changed);
  const judged = { gates, gatesAt: context.effectiveAt ?? new Date(), ...pinSeen(seen) };
  const differs = whatDiffers(row, seen, judged.gatesAt);
  if (differs !== null) {
    await pinAnew(context, row, judged, differs);
    return { kind: "evidence", changed: differs };
  }
  if (!gatesPass(gates)) {
    await context.tx.stageRequest.update({ where: { id: row.id }, data: judged });
    return { kind: "gates", gates };
  }
  await vote(context, asked, row);
  const given = approvalsIn(row, idsOf(await presentEngineers(context.tx, context))).length + 1;
  const applies = given >= (wish.demand?.approvals ?? row.approvalsNeeded);
  await change(context, row, applies ? "applied" : "open", judged);
  if (applies) {
    const { digest } = pins;
    await moveStage(context, { ...wish, digest, reason: row.reason, kind: "request", requestId: row.id });
  }
  return { kind: "decided" };
}

/** A rollback stands already; a second person's word is what it waits for. */
async function confirmRollback(context: WriteContext, asked: Input, row: RequestRow): Promise<Outcome> {
  const state = (await confirmationsOf(context.tx, [row.id])).get(row.id)?.state ?? "confirmed";
  if (state === "confirmed" || state === "superseded")
    throw new SlipwayError(
      "conflict",
      state === "superseded" ? supersededWords : "This rollback is confirmed already.",
      { page: `/requests/${row.id}` },
    );
  if (asked.decision !== "approve")
    throw invalid(
      "A rollback has been applied and can only be confirmed. Comment on it, or ask for another version to enter Production.",
    );
  await vote(context, asked, row);
  await context.tx.stageRequest.update({
    where: { id: row.id },
    data: {
      confirmedAt: context.effectiveAt ?? new Date(),
      confirmedBy: actorId(context),
      revision: { increment: 1 },
    },
  });
  return { kind: "decided" };
}

async function change(
  context: WriteContext,
  { id }: RequestRow,
  status: "open" | "applied" | "rejected" | "changes-requested" | "stale",
  judged: Partial<Judged> = {},
): Promise<void> {
  const ends = status === "applied" || status === "rejected" || status === "stale";
  await context.tx.stageRequest.update({
    where: { id },
    data: {
      status,
      revision: { increment: 1 },
      ...(ends ? { decidedAt: context.effectiveAt ?? new Date() } : {}),
      ...judged,
    },
  });
}

async function stale(context: WriteContext, row: RequestRow, why: string): Promise<Outcome> {
  await change(context, row, "stale");
  return { kind: "stale", why };
}

function wordsOf({ status, toStage: to, kind }: RequestRow, { decision }: Input): string {
  if (kind === "rollback") return "the rollback is confirmed";
  if (status === "applied") return `moved to ${to}`;
  if (status === "stale") return `the request for ${to} is stale`;
  return decision === "approve"
    ? `${to} has one approval more`
    : decision === "reject"
      ? `${to} is rejected`
      : `changes are asked for before ${to}`;
}
