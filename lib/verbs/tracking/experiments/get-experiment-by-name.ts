import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { experiment } from "@/lib/core/tracking/experiments/experiment";
import { read } from "@/lib/verbs/kernel";
import { toExperiment } from "./shared/experiments";

export const getExperimentByName = read({
  name: "get-experiment-by-name",
  summary: "The experiment with that name, deleted or not",
  needs: "read",
  input: z.strictObject({ experimentName: text(500) }),
  output: experiment,

  async run({ project, stores }, { experimentName }) {
    const row = await stores.database.prisma.experiment.findFirst({
      where: { projectId: project.id, name: experimentName },
      include: { tags: { orderBy: { key: "asc" } } },
    });
    if (!row) throw notFound(`Could not find experiment with name '${experimentName}'`);
    return toExperiment(row, row.tags);
  },
});
