import { z } from "zod";
import { canonicalJson } from "@/lib/core/canonical-json";
import { conflict, invalid } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { isDecidedByMany, loosens, shortOfApprovers } from "@/lib/core/registry/policies/demand";
import { type Policy, policy, policyState } from "@/lib/core/registry/policies/policy";
import { stages } from "@/lib/core/registry/stages";
import { actorId, type WriteContext, write } from "@/lib/verbs/kernel";
import { requireFresh } from "@/lib/verbs/people/shared/people";
import { lockModel, touchModel } from "@/lib/verbs/registry/models/shared/models";
import { idsOf, presentEngineers } from "@/lib/verbs/registry/shared/engineers";
import { makeStale } from "@/lib/verbs/registry/versions/shared/stages";
import { effectivePolicy } from "./shared/effective-policy";
import { presentPolicy } from "./shared/policy-state";

export const setPolicy = write({
  name: "set-policy",
  summary: "Change what a model's stages demand; a change that loosens waits for a second engineer",
  needs: "decide",
  input: z.strictObject({
    name: text(256).min(1),
    policy,
    reason: text(10_000).trim().min(1, "say why, for the versions of the policy"),
  }),
  output: policyState,

  async load(context, { name }) {
    const model = await lockModel(context, name);
    return { model, now: await effectivePolicy(context.tx, context, model.id) };
  },
  allow: () => null,

  async run(context, input, { model, now }) {
    await requireFresh(context);
    await requireEngineers(context, input.policy);
    if (now.number > 0 && canonicalJson(now.policy) === canonicalJson(input.policy))
      throw invalid("Nothing is changed: this is the policy that holds.");
    const { tx } = context;
    if (await tx.policy.findFirst({ where: { modelId: model.id, status: "waiting" } }))
      throw conflict("A change of this policy waits for a second engineer: decide or withdraw it first.");
    const last = await tx.policy.findFirst({ where: { modelId: model.id }, orderBy: { number: "desc" } });
    const waits = loosens(now.policy, input.policy) && isDecidedByMany(now.policy);
    const row = await tx.policy.create({
      data: {
        modelId: model.id,
        number: (last?.number ?? 0) + 1,
        body: input.policy,
        status: waits ? "waiting" : "applied",
        reason: input.reason,
        createdBy: actorId(context) ?? "nobody",
        ...(context.effectiveAt ? { createdAt: context.effectiveAt } : {}),
      },
    });
    if (!waits) await makeStale(context, model, "all");
    await touchModel(context, model);
    return { model, row };
  },

  audit: ({ model, row }, input, { now }) => ({
    target: { type: "model", id: model.id, name: model.name },
    before: { policyVersion: now.number, policy: now.policy },
    after: { policyVersion: row.number, policy: input.policy, status: row.status },
    reason: input.reason,
  }),
  present: ({ model }, context) => presentPolicy(context, model),
});

/** Whom a policy names can decide, each move by enough of them. Error: invalid, with the place. */
async function requireEngineers(context: WriteContext, tried: Policy): Promise<void> {
  const known = idsOf(await presentEngineers(context.tx, context));
  for (const stage of stages) {
    const guard = tried.guards[stage];
    if (!guard || guard.approvers.length === 0) continue;
    const named = new Set(guard.approvers);
    const pointer = `/policy/guards/${stage}/approvers`;
    if (guard.approvers.some((id) => !known.has(id)))
      throw invalid(`${stage}: who approves must be an engineer of this project.`, [
        { pointer, message: "must be engineers of this project" },
      ]);
    if (guard.approvals > named.size)
      throw invalid(
        `${stage}: ${guard.approvals} approvals are needed, but only ${named.size} people are named.`,
        [{ pointer, message: "names fewer people than approvals are needed" }],
      );
  }
  const apart = shortOfApprovers(tried);
  if (apart)
    throw invalid(
      `A move between ${apart.from} and ${apart.to} takes people whom both name, and they have ${apart.common === 0 ? "nobody" : `only ${apart.common}`} in common: ${apart.approvals} must approve.`,
      [
        {
          pointer: `/policy/guards/${apart.to}/approvers`,
          message: `has too few people in common with ${apart.from}`,
        },
      ],
    );
}
