import { z } from "zod";
import { text } from "@/lib/core/fields";
import { transition, version, versionNumber } from "@/lib/core/registry";
import { lifecycle } from "@/lib/core/tracking";
import { read } from "@/lib/verbs/kernel";
import { findModel, findVersionId, presentVersion } from "./load";
import { digestOf } from "./load-digest";
import { findTransitions } from "./load-history";

const sourceRun = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  lifecycleStage: lifecycle,
  experimentId: z.string(),
  experimentName: z.string(),
  metrics: z.array(z.object({ key: z.string(), value: z.number() })),
  params: z.array(z.object({ key: z.string(), value: z.string() })),
});

export const describeVersion = read({
  name: "describe-version",
  summary: "One version with its source run, its files' digest and its moves between stages",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber }),
  output: z.object({
    version,
    /** null when no run is named, or the run is gone. */
    sourceRun: sourceRun.nullable(),
    /** null when the files lie outside our store. */
    digest: z.object({ sha256: z.string(), files: z.number(), bytes: z.number() }).nullable(),
    transitions: z.array(transition),
  }),

  async run(context, { name, version: number }) {
    const { prisma } = context.stores.database;
    const model = await findModel(prisma, context, name);
    const found = await presentVersion(context, await findVersionId(context, name, number));
    const [run, digest, transitions] = await Promise.all([
      found.runId === null
        ? null
        : prisma.run.findFirst({
            where: { id: found.runId, projectId: context.project.id },
          }),
      digestOf(context, found.storage),
      findTransitions(context, { modelId: model.id, version: number, limit: 200, offset: 0 }),
    ]);
    return { version: found, sourceRun: run && (await describeRun(run)), digest, transitions };

    async function describeRun({
      id,
      name: runName,
      status,
      lifecycleStage,
      experimentId,
    }: NonNullable<typeof run>) {
      const where = { where: { runId: id }, orderBy: { key: "asc" }, take: 200 } as const;
      const [experiment, metrics, params] = await Promise.all([
        prisma.experiment.findUniqueOrThrow({ where: { id: experimentId } }),
        prisma.runMetric.findMany(where),
        prisma.runParam.findMany(where),
      ]);
      return {
        id,
        name: runName,
        status,
        lifecycleStage: lifecycle.parse(lifecycleStage),
        experimentId: String(experimentId),
        experimentName: experiment.name,
        metrics: metrics.map(({ key, value }) => ({ key, value })),
        params: params.map(({ key, value }) => ({ key, value })),
      };
    }
  },
});
