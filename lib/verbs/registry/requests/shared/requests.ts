import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { type Demand, demandOf } from "@/lib/core/registry/policies/demand";
import { gateResult } from "@/lib/core/registry/policies/gates";
import { whyNotDecide } from "@/lib/core/registry/requests/four-eyes";
import { isPending, type Request, request } from "@/lib/core/registry/requests/request";
import { type Stage, stageNamed } from "@/lib/core/registry/stages";
import type { Reader } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { actorId } from "@/lib/verbs/kernel";
import { type Effective, effectivePolicies } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { idsOf, presentEngineers } from "@/lib/verbs/registry/shared/engineers";
import type { Prisma } from "@/prisma/generated/client";
import { pendingAmong } from "./pending";

const withVotes = { votes: { orderBy: { id: "asc" } } } as const satisfies Prisma.stageRequestInclude;
type FullRow = Prisma.stageRequestGetPayload<{ include: typeof withVotes }>;

const stageFrom = (name: string): Stage => stageNamed(name) ?? "None";

/** Requests in the order of the ids, complete, for this actor: a handful of queries, whatever their number. */
export async function presentRequests(context: Context, ids: readonly string[]): Promise<Request[]> {
  const { prisma } = context.stores.database;
  const position = new Map(ids.map((id, index) => [id, index]));
  const rows = await prisma.stageRequest.findMany({
    where: { id: { in: [...ids] }, projectId: context.project.id },
    include: withVotes,
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
  const [models, versions, policies, users, engineers, waiting] = await Promise.all([
    prisma.model.findMany({ where: { id: { in: modelIds } }, select: { id: true, name: true } }),
    prisma.version.findMany({ where: { id: { in: unique(rows.map(({ versionId }) => versionId)) } } }),
    effectivePolicies(prisma, context, modelIds),
    prisma.user.findMany({ where: { id: { in: people } }, select: { id: true, name: true } }),
    presentEngineers(prisma, context),
    pendingAmong(prisma, context, ids),
  ]);
  const owners = await tokenOwners(prisma, versions);
  const engineerIds = idsOf(engineers);
  const nameOf = (id: string) => users.find((user) => user.id === id)?.name ?? id;
  return rows
    .sort((a, b) => (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0))
    .map((row) => {
      const version = versions.find(({ id }) => id === row.versionId);
      return toRequest(context, row, {
        model: models.find(({ id }) => id === row.modelId)?.name ?? "(deleted)",
        policy: policies.get(row.modelId),
        engineers: engineerIds,
        waits: waiting.has(row.id),
        madeBy: version?.createdBy ?? null,
        tokenOwner: (version?.tokenId && owners.get(version.tokenId)) || null,
        nameOf,
      });
    });
}

/** Error: not-found. */
export async function presentRequest(context: Context, id: string): Promise<Request> {
  const [found] = await presentRequests(context, [id]);
  if (!found) throw notFound(`There is no request ${id.slice(0, 80)} here.`);
  return found;
}

/** Whose tokens made these versions. */
export async function tokenOwners(
  reader: Reader,
  versions: readonly { tokenId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = versions.flatMap(({ tokenId }) => tokenId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await reader.token.findMany({
    where: { id: { in: ids } },
    select: { id: true, ownerId: true },
  });
  return new Map(rows.map(({ id, ownerId }) => [id, ownerId]));
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
  madeBy: string | null;
  tokenOwner: string | null;
  nameOf: (id: string) => string;
};

function toRequest(
  context: Context,
  row: FullRow,
  { model, policy, engineers, waits, nameOf, ...hands }: Around,
): Request {
  const status = isPending(statusFrom(row.status)) && !waits ? "expired" : statusFrom(row.status);
  const voters = new Set(row.votes.map(({ voterId }) => voterId));
  const mine = actorId(context) === row.requestedBy;
  const voted = row.votes.some(({ voterId, round }) => voterId === actorId(context) && round === row.round);
  const confirmable = row.kind === "rollback" && row.confirmBy !== null && row.confirmedAt === null;
  const whyNot = !(waits || confirmable)
    ? "It is decided."
    : status === "changes-requested"
      ? "Changes are asked for: nobody decides before it is asked again."
      : (whyNotDecide(context.actor, { ...hands, requestedBy: row.requestedBy }, decidersOf(policy, row)) ??
        (voted ? "You have given your word on it already." : null));
  return {
    id: row.id,
    kind: row.kind === "rollback" ? "rollback" : "transition",
    status,
    model,
    version: row.version,
    from: stageFrom(row.fromStage),
    to: stageFrom(row.toStage),
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
    approvals: { needed: row.approvalsNeeded, given: approvalsIn(row, waits ? engineers : voters).length },
    votes: row.votes.map(({ voterId, decision, comment, at, round }) => ({
      by: nameOf(voterId),
      byId: voterId,
      decision: decision === "approve" || decision === "reject" ? decision : "changes",
      comment,
      at,
      setAside: round !== row.round,
    })),
    round: row.round,
    revision: row.revision,
    confirmation:
      row.confirmBy === null
        ? null
        : {
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
