import { randomUUID } from "node:crypto";
import { z } from "zod";
import { conflict, SlipwayError } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { request } from "@/lib/core/registry/requests/request";
import { actorId, write } from "@/lib/verbs/kernel";
import { requireFresh } from "@/lib/verbs/people/shared/people";
import { prepareGates } from "@/lib/verbs/registry/policies/shared/gates";
import { versionPage } from "@/lib/verbs/registry/policies/shared/guard";
import { judgedOf, stageOf, wishOf } from "@/lib/verbs/registry/policies/shared/wish";
import { auditRequest } from "@/lib/verbs/registry/requests/shared/decision";
import { noteRequest } from "@/lib/verbs/registry/requests/shared/notices";
import { presentRequest } from "@/lib/verbs/registry/requests/shared/requests";
import { standingOf } from "@/lib/verbs/registry/requests/shared/standing";
import { moveStage } from "@/lib/verbs/registry/versions/shared/stages";
import { findModel, lockModel } from "./shared/models";
import { findRollback } from "./shared/rollback";

const day = 24 * 3_600_000;

/**
 * The short policy of an incident: an engineer applies it at once, a second confirms it within a day. The gates are not asked
 * again, since the version has passed them; that its files are still those that stood in Production is.
 */
export const rollBackModel = write({
  name: "roll-back-model",
  summary:
    "Put the version back that was in Production before, at once; a second engineer confirms it within 24 hours",
  needs: "decide",
  input: z.strictObject({
    name: text(256).min(1),
    reason: text(10_000).trim().min(1, "say why"),
    /** The version that the person saw it would lead to; another one by now is refused. */
    to: z.number().int().positive().optional(),
  }),
  output: request,

  prepare: (context, { name }) =>
    prepareGates(context, async () => {
      const { prisma } = context.stores.database;
      const model = await findModel(prisma, context, name);
      const { previous } = await findRollback(context, prisma, model);
      return previous
        ? [judgedOf(await wishOf(prisma, context, { model, version: previous.version }, "Production"))]
        : [];
    }),
  async load(context, { name }) {
    const model = await lockModel(context, name);
    return { model, ...(await findRollback(context, context.tx, model)) };
  },
  allow: () => null,

  async run(context, { reason, to }, { model, previous }, outside) {
    await requireFresh(context);
    if (previous === null)
      throw conflict(
        `No earlier version of ${model.name} was in Production: there is nothing to go back to.`,
      );
    const { version, whyAsk, wayIn } = previous;
    if (to !== undefined && to !== version.number)
      throw new SlipwayError("stale", `A rollback leads to version ${version.number} now. Look at it again.`);
    if (whyAsk !== null)
      throw new SlipwayError("stale", whyAsk, { page: versionPage(model.name, version.number) });
    const wish = await wishOf(context.tx, context, { model, version }, "Production");
    const { pins, gates } = await standingOf(context, wish, outside);
    const { demand } = wish;
    const at = context.effectiveAt ?? new Date();
    const row = await context.tx.stageRequest.create({
      data: {
        id: randomUUID(),
        projectId: context.project.id,
        modelId: model.id,
        versionId: version.id,
        version: version.number,
        kind: "rollback",
        fromStage: stageOf(version),
        toStage: "Production",
        status: "applied",
        reason,
        requestedBy: actorId(context) ?? "nobody",
        ...pins,
        gates,
        gatesAt: at,
        approvalsNeeded: 0,
        createdAt: at,
        expiresAt: new Date(at.getTime() + day),
        decidedAt: at,
        // Where nobody has to approve, nobody has to confirm.
        confirmBy: (demand?.approvals ?? 0) > 0 ? new Date(at.getTime() + day) : null,
      },
    });
    await moveStage(context, { ...wish, digest: pins.digest, reason, kind: "rollback", requestId: row.id });
    await noteRequest(context, model, row, {
      type: "request.opened",
      approvers: demand?.approvers ?? [],
      words: `rolled back${row.confirmBy === null ? "" : "; a second engineer confirms it within 24 hours"}`,
    });
    return { row, model, wayIn };
  },

  audit: ({ row, model, wayIn }, { reason }) =>
    auditRequest(row, model, { before: null, reason, more: wayIn === null ? {} : { wayIn } }),
  present: ({ row }, context) => presentRequest(context, row.id),
});
