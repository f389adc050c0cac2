import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { wayInOf } from "@/lib/core/registry/models/way-in";
import { type Demand, demandOf } from "@/lib/core/registry/policies/demand";
import { gateResult } from "@/lib/core/registry/policies/gates";
import { supersededWords } from "@/lib/core/registry/requests/confirmation";
import { type Hands, whyNotDecide } from "@/lib/core/registry/requests/four-eyes";
import { goneWords, isPending, type Request, request } from "@/lib/core/registry/requests/request";
import { type Stage, stageNamed } from "@/lib/core/registry/stages";
import type { Context } from "@/lib/verbs/kernel";
import { actorId } from "@/lib/verbs/kernel";
import { type Effective, effectivePolicies } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { idsOf, presentEngineers } from "@/lib/verbs/registry/shared/engineers";
import { handsOf, openEyes, tokenOwners } from "@/lib/verbs/registry/shared/hands";
import { findBypasses, markOf } from "@/lib/verbs/registry/versions/shared/bypasses";
import { approvalsToEnter, findEntered } from "@/lib/verbs/registry/versions/shared/entered";
import type { Prisma } from "@/prisma/generated/client";
import { type Confirmation, confirmable, confirmationsOf } from "./confirmations";
import { pendingAmong } from "./pending";
import { lastChange } from "./seen";

const withVotes = { votes: { orderBy: { id: "asc" } } } as const satisfies Prisma.stageRequestInclude;
/** Lists do without what was looked at: its hash names it. */
type FullRow = Omit<Prisma.stageRequestGetPayload<{ include: typeof withVotes }>, "seen">;

const stageFrom = (name: string): Stage => stageNamed(name) ?? "None";

/** Requests in the order of the ids, complete, for this actor: a handful of queries, whatever their number. */
export async function presentRequests(context: Context, ids: readonly string[]): Promise<Request[]> {
  const { prisma } = context.stores.database;
  const position = new Map(ids.map((id, index) => [id, index]));
  const rows = await prisma.stageRequest.findMany({
    where: { id: { in: [...ids] }, projectId: context.project.id },
    include: withVotes,
    omit: { seen: true },
  });
  const unique = <T>(values: readonly T[]) => [...new Set(values)];
  const modelIds = unique(rows.map(({ modelId }) => modelId));
  const people = unique(
    rows.flatMap((row) => [
      row.requestedBy,
      ...(row.confirmedBy === null ? [] : [row.confirmedBy]),
      ...row.votes.map(({ voterId }) => voterId),
    ]),
  );
  const [models, versions, policies, eyes, engineers, waiting, confirmations] = await Promise.all([
    prisma.model.findMany({ where: { id: { in: modelIds } }, select: { id: true, name: true } }),
    prisma.version.findMany({ where: { id: { in: unique(rows.map(({ versionId }) => versionId)) } } }),
    effectivePolicies(prisma, context, modelIds),
    openEyes(prisma, context, people),
    presentEngineers(prisma, context),
    pendingAmong(prisma, context, ids),
    confirmationsOf(prisma, ids),
  ]);
  const unconfirmed = new Set(
    rows.flatMap(({ id, versionId }) => (confirmable(confirmations.get(id)) ? [versionId] : [])),
  );
  const [owners, bypassOf, enteredOf] = await Promise.all([
    tokenOwners(prisma, versions),
    findBypasses(prisma, versions),
    findEntered(
      prisma,
      versions.filter(({ id }) => unconfirmed.has(id)),
    ),
  ]);
  const engineerIds = idsOf(engineers);
  return rows
    .sort((a, b) => (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0))
    .map((row) => {
      const version = versions.find(({ id }) => id === row.versionId);
      const model = models.find(({ id }) => id === row.modelId);
      return toRequest(context, row, {
        model: model?.name ?? "(deleted)",
        gone: model === undefined ? "model" : version === undefined ? "version" : null,
        confirmation: confirmations.get(row.id) ?? null,
        policy: policies.get(row.modelId),
        engineers: engineerIds,
        waits: waiting.has(row.id),
        wayIn:
          version && confirmable(confirmations.get(row.id))
            ? wayInOf(enteredOf(version), approvalsToEnter(policies.get(row.modelId)))
            : null,
        bypass: version && waiting.has(row.id) ? markOf(bypassOf(version)) : null,
        hands: { ...eyes, hands: handsOf(row, version, owners) },
      });
    });
}

/** Error: not-found. */
export async function presentRequest(context: Context, id: string): Promise<Request> {
  const [found] = await presentRequests(context, [id]);
  if (!found) throw notFound(`There is no request ${id.slice(0, 80)} here.`);
  return found;
}

/** Who decides where the policy no longer guards what was asked: any other engineer. */
const anyEngineer: Pick<Demand, "selfApproval" | "approvers"> = { selfApproval: false, approvers: [] };

/** What the policy says now of who decides a request. */
export const decidersOf = (
  policy: Effective | undefined,
  row: Pick<FullRow, "fromStage" | "toStage">,
): Pick<Demand, "selfApproval" | "approvers"> =>
  (policy && demandOf(policy.policy, stageFrom(row.fromStage), stageFrom(row.toStage))) ?? anyEngineer;

type Around = {
  model: string;
  policy: Effective | undefined;
  engineers: ReadonlySet<string>;
  /** Open or waiting for changes, and not expired. */
  waits: boolean;
  gone: Request["gone"];
  /** Of a rollback that a second person confirms. */
  confirmation: Confirmation | null;
  bypass: Request["bypass"];
  wayIn: Request["wayIn"];
  hands: Hands;
};

function toRequest(
  context: Context,
  row: FullRow,
  { model, gone, policy, engineers, waits, confirmation, bypass, wayIn, hands }: Around,
): Request {
  const { nameOf } = hands;
  const status = isPending(statusFrom(row.status)) && !waits ? "expired" : statusFrom(row.status);
  const voters = new Set(row.votes.map(({ voterId }) => voterId));
  const mine = actorId(context) === row.requestedBy;
  const voted = row.votes.some(({ voterId, round }) => voterId === actorId(context) && round === row.round);
  const whyNot = !(waits || confirmable(confirmation))
    ? gone !== null
      ? goneWords(gone)
      : confirmation?.state === "superseded"
        ? supersededWords
        : "It is decided."
    : status === "changes-requested"
      ? "Changes are asked for: nobody decides before it is asked again."
      : (whyNotDecide(context.actor, hands, decidersOf(policy, row)) ??
        (voted ? "You have given your word on it already." : null));
  return {
    id: row.id,
    kind: row.kind === "rollback" ? "rollback" : "transition",
    status,
    model,
    version: row.version,
    from: stageFrom(row.fromStage),
    to: stageFrom(row.toStage),
    bypass,
    wayIn,
    reason: row.reason,
    risk: row.risk,
    rollbackPlan: row.rollbackPlan,
    requestedBy: nameOf(row.requestedBy),
    requestedById: row.requestedBy,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    decidedAt: row.decidedAt,
    comparedWith: row.comparedWith,
    digest: row.digest,
    policyVersion: row.policyNumber,
    gates: z.array(gateResult).parse(row.gates),
    gatesAt: row.gatesAt,
    seen: row.seenHash,
    evidenceChanged: lastChange(row),
    approvals: { needed: row.approvalsNeeded, given: approvalsIn(row, waits ? engineers : voters).length },
    votes: row.votes.map(({ voterId, decision, comment, at, round }) => ({
      by: nameOf(voterId),
      byId: voterId,
      decision: decision === "approve" || decision === "reject" ? decision : "changes",
      comment,
      at,
      round,
      setAside: round !== row.round,
    })),
    round: row.round,
    revision: row.revision,
    gone,
    confirmation:
      row.confirmBy === null || confirmation === null
        ? null
        : {
            ...confirmation,
            due: row.confirmBy,
            at: row.confirmedAt,
            by: row.confirmedBy === null ? null : nameOf(row.confirmedBy),
          },
    you: {
      mayDecide: whyNot === null,
      whyNot,
      mayWithdraw: waits && mine,
      mayRevise: status === "changes-requested" && mine,
    },
  };
}

/** The approvals of the round that runs, of those people: a word counts as long as its author still might give it. */
export const approvalsIn = (
  { votes, round }: Pick<FullRow, "votes" | "round">,
  people: ReadonlySet<string>,
) => votes.filter((vote) => vote.round === round && vote.decision === "approve" && people.has(vote.voterId));

const status = request.shape.status;
export const statusFrom = (text: string) => status.parse(text);
