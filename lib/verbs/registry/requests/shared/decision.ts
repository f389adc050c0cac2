import { conflict, notFound, SlipwayError } from "@/lib/core/errors";
import type { Demand } from "@/lib/core/registry/policies/demand";
import type { Outside } from "@/lib/core/registry/policies/facts";
import type { Hands } from "@/lib/core/registry/requests/four-eyes";
import { goneWords, isPending } from "@/lib/core/registry/requests/request";
import { stageNamed } from "@/lib/core/registry/stages";
import { sql } from "@/lib/stores/database/database";
import type { AuditNote } from "@/lib/verbs/audit";
import type { Context, WriteContext } from "@/lib/verbs/kernel";
import { lockModel } from "@/lib/verbs/registry/models/shared/models";
import { type Effective, effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { prepareGates } from "@/lib/verbs/registry/policies/shared/gates";
import { judgedOf, makeWish, type Wish } from "@/lib/verbs/registry/policies/shared/wish";
import { handsOf, openEyes, tokenOwners } from "@/lib/verbs/registry/shared/hands";
import type {
  model as ModelRow,
  Prisma,
  stageRequest as RequestRow,
  version as VersionRow,
} from "@/prisma/generated/client";
import { pending } from "./pending";
import { decidersOf, statusFrom } from "./requests";

const withVotes = { votes: { orderBy: { id: "asc" } } } as const satisfies Prisma.stageRequestInclude;
export type Locked = {
  model: ModelRow;
  /** null where the version was deleted. */
  version: VersionRow | null;
  row: Prisma.stageRequestGetPayload<{ include: typeof withVotes }>;
  /** It waits for somebody: decided or expired it does not. */
  pending: boolean;
  hands: Hands;
  /** What holds for the model now. */
  effective: Effective;
  deciders: Pick<Demand, "selfApproval" | "approvers">;
};

/**
 * A request, to be decided or changed: the model's lock first, then the request's, so that whatever moves the model's versions
 * comes one after the other. Error: not-found.
 */
export async function lockRequest(context: WriteContext, id: string): Promise<Locked> {
  const { tx, project } = context;
  const missing = () => notFound(`There is no request ${id.slice(0, 80)} here.`);
  const found = await tx.stageRequest.findFirst({ where: { id, projectId: project.id } });
  const named = found && (await tx.model.findUnique({ where: { id: found.modelId } }));
  if (!found) throw missing();
  if (!named) throw conflict(goneWords("model"));
  const model = await lockModel(context, named.name);
  // Another model may have taken the name between the two.
  if (model.id !== found.modelId) throw missing();
  const [held] = await tx.$queryRaw<{ pending: boolean }[]>(
    sql`SELECT ${pending(context)} AS pending FROM stage_request r WHERE r.id = ${id} FOR UPDATE`,
  );
  const row = await tx.stageRequest.findUniqueOrThrow({ where: { id }, include: withVotes });
  const version = await tx.version.findUnique({ where: { id: row.versionId } });
  const owners = await tokenOwners(tx, version ? [version] : []);
  const eyes = await openEyes(tx, context);
  const effective = await effectivePolicy(tx, context, model.id);
  return {
    model,
    version,
    row,
    pending: held?.pending ?? false,
    hands: { ...eyes, hands: handsOf(row, version, owners) },
    effective,
    deciders: decidersOf(effective, row),
  };
}

/** The move that a request asks for, as things stand; null where the version was deleted. */
export const wishedBy = ({
  effective,
  model,
  version,
  row,
}: Pick<Locked, "effective" | "model" | "version"> & { row: Pick<RequestRow, "toStage"> }): Wish | null =>
  version && makeWish(effective, model, version, stageNamed(row.toStage) ?? "None");

/** What the gates of a request look at outside the database. A request that is gone is missed where it is locked. */
export const prepareRequest = (context: Context, id: string): Promise<Outside[]> =>
  prepareGates(context, async () => {
    const { prisma } = context.stores.database;
    const row = await prisma.stageRequest.findFirst({ where: { id, projectId: context.project.id } });
    const model = row && (await prisma.model.findUnique({ where: { id: row.modelId } }));
    if (!model) return [];
    const version = await prisma.version.findUnique({ where: { id: row.versionId } });
    const effective = await effectivePolicy(prisma, context, model.id);
    const wish = wishedBy({ effective, model, version, row });
    return wish ? [judgedOf(wish)] : [];
  });

/** Somebody was faster, or the time is over. Errors: conflict, stale. */
export function requirePending({ row: { id, status }, pending }: Pick<Locked, "row" | "pending">): void {
  const known = statusFrom(status);
  const page = `/requests/${id}`;
  if (known === "stale")
    throw new SlipwayError(
      "stale",
      "This request is stale: what it was asked of has changed. Ask anew, so that it is judged as things stand.",
      { page },
    );
  if (known === "expired" || (isPending(known) && !pending))
    throw new SlipwayError("stale", "This request has expired. Ask anew.", { page });
  if (!isPending(known))
    throw new SlipwayError("conflict", `This request is decided already: ${known}.`, { page });
}

/** Who decides says which state of the request was seen. Error: stale. */
export function requireSeen(
  row: RequestRow,
  { revision, seen }: { revision?: number | undefined; seen?: string | undefined },
): void {
  const other = revision !== undefined && revision !== row.revision;
  if (other || (seen !== undefined && seen !== row.seenHash))
    throw new SlipwayError(
      "stale",
      "The request has changed since you opened it. Look at it again, then decide.",
      { page: `/requests/${row.id}` },
    );
}

/** What the trail keeps of a request: its pins and what its gates saw too. */
export function auditRequest(
  row: RequestRow,
  model: Pick<ModelRow, "name">,
  {
    before,
    reason,
    more = {},
  }: { before: RequestRow | null; reason: string | null; more?: Record<string, unknown> },
): AuditNote {
  return {
    target: { type: "request", id: row.id, name: `${model.name}/${row.version}` },
    before: before && { status: before.status, revision: before.revision },
    after: {
      status: row.status,
      version: row.version,
      from: row.fromStage,
      to: row.toStage,
      kind: row.kind,
      digest: row.digest,
      policyVersion: row.policyNumber,
      comparedWith: row.comparedWith,
      gates: row.gates,
      ...more,
    },
    reason,
  };
}
