import { randomUUID } from "node:crypto";
import { z } from "zod";
import { text } from "@/lib/core/fields";
import { gatesPass } from "@/lib/core/registry/policies/gates";
import { request } from "@/lib/core/registry/requests/request";
import { whyNotAsk } from "@/lib/core/registry/requests/who-asks";
import { stage } from "@/lib/core/registry/stages";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { actorId, write } from "@/lib/verbs/kernel";
import { prepareGates } from "@/lib/verbs/registry/policies/shared/gates";
import { gatesNotPassed, versionPage } from "@/lib/verbs/registry/policies/shared/guard";
import { findWish, judgedOf, stageOf, wishOf } from "@/lib/verbs/registry/policies/shared/wish";
import { moveStage } from "@/lib/verbs/registry/versions/shared/stages";
import { lockVersion } from "@/lib/verbs/registry/versions/shared/versions";
import { auditRequest } from "./shared/decision";
import { noteRequest } from "./shared/notices";
import { presentRequest } from "./shared/requests";
import { pinSeen } from "./shared/seen";
import { expiryOf, requireElsewhere, requireNoneOpen, requireRoom, shownStanding } from "./shared/standing";

const sayWhy = "say why, so that whoever decides knows";

export const createRequest = write({
  name: "create-request",
  summary: "Ask for a move to a stage; where nobody has to approve and the gates pass, it applies at once",
  needs: "registry:write",
  input: z.strictObject({
    name: text(256).min(1),
    version: versionNumber,
    to: stage,
    reason: text(10_000, sayWhy).trim().min(1, sayWhy),
    risk: text(10_000).default(""),
    rollbackPlan: text(10_000).default(""),
  }),
  output: request,

  prepare: (context, { name, version, to }) =>
    prepareGates(context, async () => [judgedOf(await findWish(context, name, version, to))]),
  load: async (context, { name, version, to }) =>
    wishOf(context.tx, context, await lockVersion(context, name, version), to),
  allow: (actor, { demand, to }) => whyNotAsk(actor, demand, to),

  async run(context, { reason, risk, rollbackPlan }, wish, outside) {
    const { tx, project, actor } = context;
    const { model, version, to, demand } = wish;
    requireElsewhere(model, version, to);
    await requireNoneOpen(context, version, to);
    const { pins, gates, seen } = await shownStanding(context, wish, outside);
    const needed = demand?.approvals ?? 0;
    if (needed === 0 && !gatesPass(gates))
      throw gatesNotPassed(gates, versionPage(model.name, version.number));
    if (needed > 0) await requireRoom(context);
    const at = context.effectiveAt ?? new Date();
    const row = await tx.stageRequest.create({
      data: {
        id: randomUUID(),
        projectId: project.id,
        modelId: model.id,
        versionId: version.id,
        version: version.number,
        kind: "transition",
        fromStage: stageOf(version),
        toStage: to,
        status: needed === 0 ? "applied" : "open",
        reason,
        risk,
        rollbackPlan,
        requestedBy: actorId(context) ?? "nobody",
        tokenId: actor.kind === "token" ? actor.tokenId : null,
        ...pins,
        gates,
        ...pinSeen(seen),
        gatesAt: at,
        approvalsNeeded: needed,
        createdAt: at,
        expiresAt: await expiryOf(context, demand),
        decidedAt: needed === 0 ? at : null,
      },
    });
    if (needed === 0) {
      const { digest } = pins;
      await moveStage(context, { ...wish, digest, reason, kind: "request", requestId: row.id });
    }
    await noteRequest(context, model, row, {
      type: needed === 0 ? "request.decided" : "request.opened",
      approvers: demand?.approvers ?? [],
      words: needed === 0 ? `moved to ${to}` : `${to} is asked for`,
    });
    return { row, model };
  },

  audit: ({ row, model }) => auditRequest(row, model, { before: null, reason: row.reason }),
  present: ({ row }, context) => presentRequest(context, row.id),
});
