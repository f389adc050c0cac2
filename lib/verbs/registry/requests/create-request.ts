import { randomUUID } from "node:crypto";
import { z } from "zod";
import { effectiveRole } from "@/lib/core/access";
import { text } from "@/lib/core/fields";
import { demandOf } from "@/lib/core/registry/policies/demand";
import { gatesPass } from "@/lib/core/registry/policies/gates";
import { request } from "@/lib/core/registry/requests/request";
import { stage } from "@/lib/core/registry/stages";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { actorId, write } from "@/lib/verbs/kernel";
import { effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { gatesNotPassed, stageOf, versionPage } from "@/lib/verbs/registry/policies/shared/guard";
import { moveStage } from "@/lib/verbs/registry/versions/shared/stages";
import { lockVersion } from "@/lib/verbs/registry/versions/shared/versions";
import { auditRequest } from "./shared/decision";
import { noteRequest } from "./shared/notices";
import { presentRequest } from "./shared/requests";
import { expiryOf, requireElsewhere, requireNoneOpen, standingOf } from "./shared/standing";

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

  async load(context, input) {
    const found = await lockVersion(context, input.name, input.version);
    const { policy } = await effectivePolicy(context.tx, context, found.model.id);
    return { ...found, demand: demandOf(policy, stageOf(found.version), input.to) };
  },
  allow: (actor, { demand }, { to }) =>
    demand?.request === "engineer" && "role" in actor && effectiveRole(actor) !== "engineer"
      ? `The policy lets engineers alone ask for ${to}. Ask one of them to ask.`
      : null,

  async run(context, { to, reason, risk, rollbackPlan }, { model, version }) {
    const { tx, project, actor } = context;
    requireElsewhere(model, version, to);
    await requireNoneOpen(context, version, to);
    const from = stageOf(version);
    const { demand, pins, gates } = await standingOf(context, model, version, { from, to });
    const needed = demand?.approvals ?? 0;
    if (needed === 0 && !gatesPass(gates))
      throw gatesNotPassed(gates, versionPage(model.name, version.number));
    const at = context.effectiveAt ?? new Date();
    const row = await tx.stageRequest.create({
      data: {
        id: randomUUID(),
        projectId: project.id,
        modelId: model.id,
        versionId: version.id,
        version: version.number,
        kind: "transition",
        fromStage: from,
        toStage: to,
        status: needed === 0 ? "applied" : "open",
        reason,
        risk,
        rollbackPlan,
        requestedBy: actorId(context) ?? "nobody",
        tokenId: actor.kind === "token" ? actor.tokenId : null,
        ...pins,
        gates,
        gatesAt: at,
        approvalsNeeded: needed,
        createdAt: at,
        expiresAt: expiryOf(context, demand),
        decidedAt: needed === 0 ? at : null,
      },
    });
    if (needed === 0)
      await moveStage(context, { model, version, to, reason, kind: "request", requestId: row.id });
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
