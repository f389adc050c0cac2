import { z } from "zod";
import { text } from "@/lib/core/fields";
import { gateResult, gatesPass } from "@/lib/core/registry/policies/gates";
import { guard } from "@/lib/core/registry/policies/policy";
import { whyNotAsk } from "@/lib/core/registry/requests/who-asks";
import { stage, stages } from "@/lib/core/registry/stages";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { type Context, read } from "@/lib/verbs/kernel";
import { pendingOf } from "@/lib/verbs/registry/requests/shared/pending";
import { inProduction } from "./shared/fact-sources";
import { evaluateGates, prepareGates } from "./shared/gates";
import { findWish, judgedOf, stageOf } from "./shared/wish";

const { request, approvals, approvers, selfApproval, expiresAfterHours } = guard.shape;

export const checkGates = read({
  name: "check-gates",
  summary: "What a move to a stage would take: who approves, and what the gates say now",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber, to: stage }),
  output: z.object({
    from: z.enum(stages),
    to: z.enum(stages),
    /** null: nothing guards the move. */
    demand: z
      .object({
        stages: z.array(z.enum(stages)),
        request,
        approvals,
        approvers,
        selfApproval,
        expiresAfterHours,
        gateCount: z.number(),
      })
      .nullable(),
    gates: z.array(gateResult),
    comparedWith: z.number().nullable(),
    openRequest: z.string().nullable(),
    you: z.object({
      mayAsk: z.boolean(),
      whyNot: z.string().nullable(),
      appliesAtOnce: z.boolean(),
      mayBypass: z.boolean(),
    }),
  }),

  async run(context, { name, version: number, to }) {
    const { prisma } = context.stores.database;
    const wish = await findWish(context, name, number, to);
    const { model, version, demand } = wish;
    const from = stageOf(version);
    const judged = judgedOf(wish);
    const outside = await prepareGates(context, async () => [judged]);
    const [gates, production, [open], bypass] = await Promise.all([
      evaluateGates(prisma, context, judged, outside),
      inProduction(prisma, model.id),
      pendingOf(prisma, context, [version.id], to),
      hasBypass(context),
    ]);
    const whyNot = from === to ? "It stands there already." : whyNotAsk(context.actor, demand, to);
    return {
      from,
      to,
      demand: demand && {
        stages: demand.stages,
        request: demand.request,
        approvals: demand.approvals,
        approvers: [...demand.approvers],
        selfApproval: demand.selfApproval,
        expiresAfterHours: demand.expiresAfterHours,
        gateCount: demand.gates.length,
      },
      gates,
      comparedWith: production && production.id !== version.id ? production.number : null,
      openRequest: open?.id ?? null,
      you: {
        mayAsk: whyNot === null,
        whyNot,
        appliesAtOnce: (demand?.approvals ?? 0) === 0 && gatesPass(gates),
        mayBypass: bypass && demand !== null,
      },
    };
  },
});

async function hasBypass({ actor, project, stores }: Context): Promise<boolean> {
  if (actor.kind !== "person") return false;
  const where = { projectId_userId: { projectId: project.id, userId: actor.userId } };
  return (await stores.database.prisma.bypassRight.findUnique({ where })) !== null;
}
