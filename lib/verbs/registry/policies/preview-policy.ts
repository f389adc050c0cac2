import { z } from "zod";
import { text } from "@/lib/core/fields";
import { gateResult, gatesPass } from "@/lib/core/registry/policies/gates";
import { newPolicy } from "@/lib/core/registry/policies/policy";
import { stages } from "@/lib/core/registry/stages";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { evaluateGates, prepareGates } from "./shared/gates";
import { stageOf } from "./shared/wish";

const newest = 10;
const said = z.object({
  version: z.number(),
  stage: z.enum(stages),
  gates: z.array(gateResult),
  passed: z.boolean(),
});
type Said = z.infer<typeof said>;

export const previewPolicy = read({
  name: "preview-policy",
  summary: "What a policy's gates would say now of a model's newest versions",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), policy: newPolicy }),
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
    // All stages' gates are asked of a version together, and one version after the other: a preview keeps few connections busy.
    const gates = guarded.flatMap((one) => one.gates);
    const asked = versions.map((version) => ({ gates, model, version }));
    const outside = await prepareGates(context, async () => asked);
    const saidOf: Said[][] = guarded.map(() => []);
    for (const judged of asked) {
      const results = await evaluateGates(prisma, context, judged, outside);
      const { number } = judged.version;
      const stage = stageOf(judged.version);
      for (const [index, { gates: wanted }] of guarded.entries()) {
        const answers = results.splice(0, wanted.length);
        saidOf[index]?.push({ version: number, stage, gates: answers, passed: gatesPass(answers) });
      }
    }
    return { stages: guarded.map(({ to }, index) => ({ to, versions: saidOf[index] ?? [] })) };
  },
});
