import { z } from "zod";
import { experimentId } from "@/lib/core/fields";
import { lifecycle } from "@/lib/core/tracking/lifecycle";
import { sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { findExperiments } from "@/lib/verbs/tracking/experiments/shared/known-experiments";

const key = z.object({ key: z.string(), runs: z.number(), distinct: z.number() });
const mostKeys = 2_000;

export const listRunKeys = read({
  name: "list-run-keys",
  summary: "Which metrics, params and tags the runs of some experiments have: for columns and for completion",
  needs: "read",
  search: true,
  input: z.strictObject({
    experiment: z.array(experimentId).min(1).max(50),
    lifecycle: lifecycle.default("active"),
  }),
  /** `runs`: how many have the key; `distinct`: how many different values they have, 1 where all agree. */
  output: z.object({ runs: z.number(), metrics: z.array(key), params: z.array(key), tags: z.array(key) }),

  async run(context, input) {
    const { database } = context.stores;
    const ids = await findExperiments(context, input.experiment);
    type Row = z.infer<typeof key>;
    const keysOf = (table: "run_metric" | "run_param" | "run_tag") => {
      const from = { run_metric: sql`run_metric`, run_param: sql`run_param`, run_tag: sql`run_tag` }[table];
      return database.query<Row>(sql`
        SELECT k.key, count(*)::integer AS runs, count(DISTINCT k.value)::integer AS distinct FROM run JOIN ${from} k ON k.run_id = run.id
        WHERE run.experiment_id = ANY(${ids}::bigint[]) AND run.lifecycle_stage = ${input.lifecycle}
        GROUP BY k.key ORDER BY k.key LIMIT ${mostKeys}`);
    };
    const [counted, metrics, params, tags] = await Promise.all([
      database.query<{ runs: number }>(
        sql`SELECT count(*)::integer AS runs FROM run WHERE experiment_id = ANY(${ids}::bigint[]) AND lifecycle_stage = ${input.lifecycle}`,
      ),
      keysOf("run_metric"),
      keysOf("run_param"),
      keysOf("run_tag"),
    ]);
    return { runs: counted[0]?.runs ?? 0, metrics, params, tags };
  },
});
