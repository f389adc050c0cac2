import { z } from "zod";
import { text } from "@/lib/core/fields";
import { request } from "@/lib/core/registry/requests/request";
import { write } from "@/lib/verbs/kernel";
import { auditRequest, lockRequest, requirePending } from "./shared/decision";
import { noteRequest } from "./shared/notices";
import { presentRequest } from "./shared/requests";

export const withdrawRequest = write({
  name: "withdraw-request",
  summary: "Take one's own request back",
  needs: "registry:write",
  input: z.strictObject({ id: text(100).min(1) }),
  output: request,

  load: (context, { id }) => lockRequest(context, id),
  allow: (actor, { row }) =>
    "userId" in actor && actor.userId !== row.requestedBy
      ? "Only whoever asked withdraws a request; an engineer rejects it."
      : null,

  async run(context, _, locked) {
    requirePending(locked);
    const { row, model } = locked;
    const after = await context.tx.stageRequest.update({
      where: { id: row.id },
      data: { status: "withdrawn", decidedAt: context.effectiveAt ?? new Date(), revision: { increment: 1 } },
    });
    const words = `the request for ${row.toStage} is withdrawn`;
    await noteRequest(context, model, after, { type: "request.withdrawn", approvers: [], words });
    return { row: after, before: row, model };
  },

  audit: ({ row, before, model }) => auditRequest(row, model, { before, reason: null }),
  present: ({ row }, context) => presentRequest(context, row.id),
});
