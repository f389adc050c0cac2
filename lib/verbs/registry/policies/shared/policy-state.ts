import type { z } from "zod";
import { apart, broughtInBy, type Vouching } from "@/lib/core/people/vouching";
import { policy, policyState } from "@/lib/core/registry/policies/policy";
import { whyNotAgree } from "@/lib/core/registry/policies/who-agrees";
import type { Reader } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { presentEngineers } from "@/lib/verbs/registry/shared/engineers";
import { openEyes, proposedBy } from "@/lib/verbs/registry/shared/hands";
import type { model as ModelRow } from "@/prisma/generated/client";
import { effectivePolicy } from "./effective-policy";

/** A model's policy with its versions, and what waits; for this actor. */
export async function presentPolicy(context: Context, model: ModelRow): Promise<z.input<typeof policyState>> {
  const { prisma } = context.stores.database;
  const [effective, rows, engineers, admins] = await Promise.all([
    effectivePolicy(prisma, context, model.id),
    prisma.policy.findMany({ where: { modelId: model.id }, orderBy: { number: "desc" }, take: 200 }),
    presentEngineers(prisma, context),
    findAdmins(prisma),
  ]);
  const ids = [...new Set(rows.flatMap((row) => [row.createdBy, row.decidedBy ?? row.createdBy]))];
  const eyes = await openEyes(prisma, context, ids);
  const { nameOf } = eyes;
  const current = rows.find(({ number }) => number === effective.number);
  const waiting = rows.find(({ status }) => status === "waiting");
  const whyNot = waiting ? whyNotAgree(context.actor, { ...eyes, hands: proposedBy(waiting) }) : null;
  return {
    model: model.name,
    number: effective.number,
    source: effective.source,
    policy: effective.policy,
    changedAt: current ? (current.decidedAt ?? current.createdAt) : null,
    changedBy: current ? nameOf(current.createdBy) : null,
    waiting: waiting
      ? {
          number: waiting.number,
          policy: policy.parse(waiting.body),
          reason: waiting.reason,
          createdBy: { id: waiting.createdBy, name: nameOf(waiting.createdBy) },
          createdAt: waiting.createdAt,
          you: { mayDecide: whyNot === null, whyNot },
        }
      : null,
    versions: rows.map((row) => ({
      number: row.number,
      status: policyState.shape.versions.element.shape.status.parse(row.status),
      by: nameOf(row.createdBy),
      at: row.createdAt,
      decidedBy: row.decidedBy === null ? null : nameOf(row.decidedBy),
      reason: row.reason,
    })),
    engineers,
    onlyAdmin: onlyOne(admins, eyes.acts),
  };
}

type Admin = { id: string; name: string };

/** The first of them: where more than these are there, they were not all brought in by one. */
const findAdmins = (reader: Reader): Promise<Admin[]> =>
  reader.user.findMany({
    where: { admin: true, disabledAt: null },
    select: { id: true, name: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 50,
  });

/** The one whom none of the others brought in, where all could be one person. */
function onlyOne(admins: readonly Admin[], acts: readonly Vouching[]): string | null {
  const ids = admins.map(({ id }) => id);
  if (apart(acts, ids).length !== 1) return null;
  const first = admins.find(({ id }) => !ids.some((other) => broughtInBy(acts, id).has(other)));
  return (first ?? admins[0])?.name ?? null;
}
