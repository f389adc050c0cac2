import { z } from "zod";
import { experimentId } from "@/lib/core/fields";
import { sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { knownExperiments } from "@/lib/verbs/tracking/experiments/shared/known-experiments";

const summary = z.object({
  experimentId: z.string(),
  name: z.string(),
  digest: z.string(),
  context: z.string().nullable(),
});
const most = 1000;

export const searchDatasets = read({
  name: "search-datasets",
  summary: "Which datasets the runs of some experiments used, and for what",
  needs: "read",
  search: true,
  input: z.strictObject({ experimentIds: z.array(experimentId).min(1).max(20) }),
  output: z.object({ datasets: z.array(summary) }),

  async run(context, input) {
    const ids = await knownExperiments(context, input.experimentIds);
    const datasets = await context.stores.database.query<z.infer<typeof summary>>(sql`
      SELECT DISTINCT d.experiment_id::text AS "experimentId", d.name, d.digest,
        (SELECT t ->> 'value' FROM jsonb_array_elements(rd.tags) t WHERE t ->> 'key' = 'mlflow.data.context' LIMIT 1) AS context
      FROM dataset d JOIN run_dataset rd ON rd.dataset_id = d.id JOIN run ON run.id = rd.run_id AND run.lifecycle_stage = 'active'
      WHERE d.experiment_id = ANY(${ids}::bigint[]) ORDER BY 1, 2, 3, 4 LIMIT ${most}`);
    return { datasets };
  },
});
