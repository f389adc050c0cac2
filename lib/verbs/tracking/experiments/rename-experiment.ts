import { z } from "zod";
import { alreadyExists } from "@/lib/core/errors";
import { experimentId } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { requireActive } from "@/lib/verbs/tracking/shared/active";
import { experimentName, lockExperiment } from "./shared/experiments";

export const renameExperiment = write({
  name: "rename-experiment",
  summary: "Give an experiment another name",
  needs: "runs:write",
  input: z.strictObject({ experimentId, newName: experimentName }),
  output: z.object({ id: z.string(), name: z.string() }),

  load: (context, input) => lockExperiment(context, input.experimentId),
  allow: () => null,

  async run({ tx, project, announce }, { newName }, stored) {
    requireActive("experiment", String(stored.id), stored.lifecycleStage);
    const same = await tx.experiment.findFirst({ where: { projectId: project.id, name: newName } });
    if (same && same.id !== stored.id) throw alreadyExists(`Experiment(name=${newName}) already exists.`);
    const renamed = await tx.experiment.update({
      where: { id: stored.id },
      data: { name: newName, updatedAt: new Date() },
    });
    await announce("experiment", String(stored.id));
    return renamed;
  },

  audit: ({ id, name }, _input, stored) => ({
    target: { type: "experiment", id: String(id), name },
    before: { name: stored.name },
    after: { name },
  }),
  present: ({ id, name }) => ({ id: String(id), name }),
});
