import type { z } from "zod";
import { policy, policyState } from "@/lib/core/registry/policies/policy";
import { whyNotAgree } from "@/lib/core/registry/policies/who-agrees";
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
    prisma.user.findMany({ where: { admin: true, disabledAt: null }, select: { name: true }, take: 2 }),
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
    onlyAdmin: admins.length === 1 ? (admins[0]?.name ?? null) : null,
  };
}
