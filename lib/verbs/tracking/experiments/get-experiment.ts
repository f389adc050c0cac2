import { z } from "zod";
import { experimentId } from "@/lib/core/fields";
import { experiment } from "@/lib/core/tracking/experiments/experiment";
import { read } from "@/lib/verbs/kernel";
import { findExperiment, toExperiment } from "./shared/experiments";

export const getExperiment = read({
  name: "get-experiment",
  summary: "One experiment, deleted or not",
  needs: "read",
  input: z.strictObject({ experimentId }),
  output: experiment,

  async run(context, input) {
    const { prisma } = context.stores.database;
    const row = await findExperiment(prisma, context, input.experimentId);
    return toExperiment(
      row,
      await prisma.experimentTag.findMany({ where: { experimentId: row.id }, orderBy: { key: "asc" } }),
    );
  },
});
