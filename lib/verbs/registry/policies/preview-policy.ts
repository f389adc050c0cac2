import { z } from "zod";
import { text } from "@/lib/core/fields";
import { gateResult, gatesPass } from "@/lib/core/registry/policies/gates";
import { policy } from "@/lib/core/registry/policies/policy";
import { stages } from "@/lib/core/registry/stages";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { evaluateGates } from "./shared/gates";
import { stageOf } from "./shared/guard";

const newest = 10;
const said = z.object({
  version: z.number(),
  stage: z.enum(stages),
  gates: z.array(gateResult),
  passed: z.boolean(),
});

export const previewPolicy = read({
  name: "preview-policy",
  summary: "What a policy's gates would say now of a model's newest versions",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), policy }),
  output: z.object({ stages: z.array(z.object({ to: z.enum(stages), versions: z.array(said) })) }),

  async run(context, { name, policy: tried }) {
    const { prisma } = context.stores.database;
    const model = await findModel(prisma, context, name);
    const versions = await prisma.version.findMany({
      where: { modelId: model.id },
      orderBy: { number: "desc" },
      take: newest,
    });
    const guarded = stages.flatMap((to) => {
      const guard = tried.guards[to];
      return guard ? [{ to, gates: guard.gates }] : [];
    });
    return {
      stages: await Promise.all(
        guarded.map(async ({ to, gates }) => ({
          to,
          versions: await Promise.all(
            versions.map(async (version) => {
              const results = await evaluateGates(prisma, context, { gates, model, version });
              return {
                version: version.number,
                stage: stageOf(version),
                gates: results,
                passed: gatesPass(results),
              };
            }),
          ),
        })),
      ),
    };
  },
});
