import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { experimentId } from "@/lib/core/fields";
import { sql } from "@/lib/stores/database/database";
import { write } from "@/lib/verbs/kernel";
import { lockExperiment } from "./shared/experiments";

export const deleteExperiment = write({
  name: "delete-experiment",
  summary: "Move an experiment to the trash, with its runs",
  needs: "runs:write",
  input: z.strictObject({ experimentId }),
  output: z.object({ id: z.string(), runs: z.number() }),

  load: (context, input) => lockExperiment(context, input.experimentId),
  allow: () => null,

  async run({ tx, announce }, _input, stored) {
    if (stored.lifecycleStage === "deleted") throw notFound(`No Experiment with id=${stored.id} exists`);
    await tx.experiment.update({
      where: { id: stored.id },
      data: { lifecycleStage: "deleted", updatedAt: new Date() },
    });
    const runs = await tx.$executeRaw(
      sql`UPDATE run SET lifecycle_stage = 'deleted', deleted_at = now() WHERE experiment_id = ${stored.id} AND lifecycle_stage = 'active'`,
    );
    await announce("experiment", String(stored.id));
    return { ...stored, runs };
  },

  audit: ({ id, name, runs }) => ({ target: { type: "experiment", id: String(id), name }, after: { runs } }),
  present: ({ id, runs }) => ({ id: String(id), runs }),
});
