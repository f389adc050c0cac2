import { z } from "zod";
import { canonicalJson } from "@/lib/core/canonical-json";
import { conflict, invalid } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { isDecidedByMany, loosens } from "@/lib/core/registry/policies/demand";
import { newPolicy, policyState } from "@/lib/core/registry/policies/policy";
import { actorId, write } from "@/lib/verbs/kernel";
import { requireFresh } from "@/lib/verbs/people/shared/people";
import { lockModel, touchModel } from "@/lib/verbs/registry/models/shared/models";
import { makeStale } from "@/lib/verbs/registry/versions/shared/stages";
import { effectivePolicy } from "./shared/effective-policy";
import { presentPolicy } from "./shared/policy-state";
import { requireEngineers } from "./shared/require-engineers";

export const setPolicy = write({
  name: "set-policy",
  summary: "Change what a model's stages demand; a change that loosens waits for a second engineer",
  needs: "decide",
  input: z.strictObject({
    name: text(256).min(1),
    policy: newPolicy,
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
