import { z } from "zod";
import { effectiveRole, judge } from "@/lib/core/access";
import { text } from "@/lib/core/fields";
import { type Demand, demandOf } from "@/lib/core/registry/policies/demand";
import { gateResult, gatesPass } from "@/lib/core/registry/policies/gates";
import { guard } from "@/lib/core/registry/policies/policy";
import { stage, stages } from "@/lib/core/registry/stages";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { type Context, read } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { missingVersion } from "@/lib/verbs/registry/versions/shared/versions";
import { effectivePolicy } from "./shared/effective-policy";
import { evaluateGates, inProduction } from "./shared/gates";
import { stageOf } from "./shared/guard";

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
    const model = await findModel(prisma, context, name);
    const version = await prisma.version.findUnique({
      where: { modelId_number: { modelId: model.id, number } },
    });
    if (!version) throw missingVersion(name, number);
    const from = stageOf(version);
    const { policy } = await effectivePolicy(prisma, context, model.id);
    const demand = demandOf(policy, from, to);
    const [gates, production, open, bypass] = await Promise.all([
      evaluateGates(prisma, context, { gates: demand?.gates ?? [], model, version }),
      inProduction(prisma, model.id),
      prisma.stageRequest.findFirst({
        where: {
          versionId: version.id,
          toStage: to,
          status: { in: ["open", "changes-requested"] },
          expiresAt: { gt: new Date() },
        },
      }),
      hasBypass(context),
    ]);
    const whyNot = whyNotAsk(context, demand, from === to);
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

function whyNotAsk({ actor }: Context, demand: Demand | null, there: boolean): string | null {
  const verdict = judge(actor, "registry:write");
  if (!verdict.allowed) return verdict.why;
  if (there) return "It stands there already.";
  return demand?.request === "engineer" && "role" in actor && effectiveRole(actor) !== "engineer"
    ? "The policy lets engineers alone ask for this."
    : null;
}

async function hasBypass({ actor, project, stores }: Context): Promise<boolean> {
  if (actor.kind !== "person") return false;
  const where = { projectId_userId: { projectId: project.id, userId: actor.userId } };
  return (await stores.database.prisma.bypassRight.findUnique({ where })) !== null;
}
