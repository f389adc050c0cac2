import { z } from "zod";
import { conflict, SlipwayError } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { request } from "@/lib/core/registry/requests/request";
import { write } from "@/lib/verbs/kernel";
import { stageOf } from "@/lib/verbs/registry/policies/shared/wish";
import { auditRequest, lockRequest, prepareRequest, requirePending, wishedBy } from "./shared/decision";
import { noteRequest } from "./shared/notices";
import { presentRequest } from "./shared/requests";
import { pinSeen } from "./shared/seen";
import { expiryOf, shownStanding } from "./shared/standing";

export const reviseRequest = write({
  name: "revise-request",
  summary:
    "Ask again after changes were asked for: gates are judged anew, and a new round of approvals begins",
  needs: "registry:write",
  input: z.strictObject({
    id: text(100).min(1),
    reason: text(10_000).trim().min(1, "say what has changed"),
    risk: text(10_000).optional(),
    rollbackPlan: text(10_000).optional(),
  }),
  output: request,

  prepare: (context, { id }) => prepareRequest(context, id),
  load: (context, { id }) => lockRequest(context, id),
  allow: (actor, { row }) =>
    "userId" in actor && actor.userId !== row.requestedBy ? "Only whoever asked asks again." : null,

  async run(context, { reason, risk, rollbackPlan }, locked, outside) {
    requirePending(locked);
    const { row, model } = locked;
    if (row.status !== "changes-requested")
      throw conflict("Nobody has asked for changes: the request waits for its approvals as it is.");
    const wish = wishedBy(locked);
    if (!wish || stageOf(wish.version) !== row.fromStage)
      throw new SlipwayError("stale", "The version has moved meanwhile: ask anew from its page.");
    const { to, demand } = wish;
    const { pins, gates, seen } = await shownStanding(context, wish, outside);
    const after = await context.tx.stageRequest.update({
      where: { id: row.id },
      data: {
        status: "open",
        reason,
        risk: risk ?? row.risk,
        rollbackPlan: rollbackPlan ?? row.rollbackPlan,
        ...pins,
        gates,
        ...pinSeen(seen),
        gatesAt: context.effectiveAt ?? new Date(),
        approvalsNeeded: demand?.approvals ?? row.approvalsNeeded,
        expiresAt: await expiryOf(context, demand),
        round: { increment: 1 },
        revision: { increment: 1 },
      },
    });
    const words = `${to} is asked for again`;
    await noteRequest(context, model, after, {
      type: "request.opened",
      approvers: demand?.approvers ?? [],
      words,
    });
    return { row: after, before: row, model };
  },

  audit: ({ row, before, model }) => auditRequest(row, model, { before, reason: row.reason }),
  present: ({ row }, context) => presentRequest(context, row.id),
});
