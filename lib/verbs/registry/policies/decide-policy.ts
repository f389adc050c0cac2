import { z } from "zod";
import { conflict, SlipwayError } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { newPolicy, policyState } from "@/lib/core/registry/policies/policy";
import { whyNotAgree } from "@/lib/core/registry/policies/who-agrees";
import { actorId, type WriteContext, write } from "@/lib/verbs/kernel";
import { requireFresh } from "@/lib/verbs/people/shared/people";
import { lockModel, touchModel } from "@/lib/verbs/registry/models/shared/models";
import { openEyes, proposedBy } from "@/lib/verbs/registry/shared/hands";
import { makeStale } from "@/lib/verbs/registry/versions/shared/stages";
import { presentPolicy } from "./shared/policy-state";
import { requireEngineers } from "./shared/require-engineers";

const statuses = { approve: "applied", reject: "rejected", withdraw: "withdrawn" } as const;

export const decidePolicy = write({
  name: "decide-policy",
  summary: "Agree to a change of policy that waits, reject it, or withdraw one's own",
  needs: "decide",
  input: z.strictObject({
    name: text(256).min(1),
    decision: z.enum(["approve", "reject", "withdraw"]),
    comment: text(10_000).default(""),
    /** The number of the change that was seen; another one by now is refused. */
    number: z.number().int().positive().optional(),
  }),
  output: policyState,

  async load(context, { name, number }) {
    const model = await lockModel(context, name);
    const waiting = await context.tx.policy.findFirst({ where: { modelId: model.id, status: "waiting" } });
    if (!waiting || (number !== undefined && number !== waiting.number))
      throw conflict("No such change of this policy waits: it is decided already.");
    return {
      model,
      waiting,
      hands: { ...(await openEyes(context.tx, context)), hands: proposedBy(waiting) },
    };
  },
  allow(actor, { waiting, hands }, { decision }) {
    if (decision !== "withdraw") return whyNotAgree(actor, hands);
    return waiting.createdBy === actorId({ actor }) ? null : "Only who proposed a change withdraws it.";
  },

  async run(context, { decision }, { model, waiting }) {
    await requireFresh(context);
    const { modelId, number } = waiting;
    if (decision === "approve") await requireStillFits(context, waiting);
    await context.tx.policy.update({
      where: { modelId_number: { modelId, number } },
      data: {
        status: statuses[decision],
        decidedBy: actorId(context),
        decidedAt: context.effectiveAt ?? new Date(),
      },
    });
    if (decision === "approve") await makeStale(context, model, "all");
    await touchModel(context, model);
    return model;
  },

  audit: (model, { decision, comment }, { waiting }) => ({
    target: { type: "model", id: model.id, name: model.name },
    before: { policyVersion: waiting.number, status: "waiting" },
    after: { policyVersion: waiting.number, status: statuses[decision] },
    reason: comment === "" ? null : comment,
  }),
  present: (model, context) => presentPolicy(context, model),
});

/** People leave between the proposal and the word that lets it hold. Error: conflict, which says what to do instead. */
async function requireStillFits(context: WriteContext, { body }: { body: unknown }): Promise<void> {
  const read = newPolicy.safeParse(body);
  const fault = read.success
    ? await requireEngineers(context, read.data).then(() => null, whyInvalid)
    : (read.error.issues[0]?.message ?? "it is not valid");
  if (fault !== null)
    throw conflict(`Things have changed since it was proposed: reject it, and propose it anew. ${fault}`);
}

function whyInvalid(error: unknown): string {
  if (error instanceof SlipwayError && error.code === "invalid") return error.message;
  throw error;
}
