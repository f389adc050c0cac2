import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { experimentId } from "@/lib/core/fields";
import { sql } from "@/lib/stores/database/database";
import { write } from "@/lib/verbs/kernel";
import { lockExperiment } from "./shared/experiments";

export const restoreExperiment = write({
  name: "restore-experiment",
  summary: "Take an experiment back from the trash, with all its runs",
  needs: "runs:write",
  input: z.strictObject({ experimentId }),
  output: z.object({ id: z.string(), runs: z.number() }),

  load: (context, input) => lockExperiment(context, input.experimentId),
  allow: () => null,

  // As MLflow: runs that were deleted one by one before come back too.
  async run({ tx, announce }, _input, stored) {
    if (stored.lifecycleStage === "active")
      throw notFound(`No Experiment with id=${stored.id} exists in the trash`);
    await tx.experiment.update({
      where: { id: stored.id },
      data: { lifecycleStage: "active", updatedAt: new Date() },
    });
    const runs = await tx.$executeRaw(
      sql`UPDATE run SET lifecycle_stage = 'active', deleted_at = NULL WHERE experiment_id = ${stored.id} AND lifecycle_stage = 'deleted'`,
    );
    await announce("experiment", String(stored.id));
    return { ...stored, runs };
  },

  audit: ({ id, name, runs }) => ({ target: { type: "experiment", id: String(id), name }, after: { runs } }),
  present: ({ id, runs }) => ({ id: String(id), runs }),
});
