import { z } from "zod";
import { runId } from "@/lib/core/fields";
import { assumedDirection } from "@/lib/core/tracking/metrics/direction";
import { sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { findRun } from "@/lib/verbs/tracking/runs/shared/runs";

const mostKeys = 24;

export const runMetricRanks = read({
  name: "run-metric-ranks",
  summary: "Where a run stands among its experiment's active runs, by the last value of its first 24 metrics",
  needs: "read",
  search: true,
  input: z.strictObject({ runId }),
  /** `of`: the runs that have a number there. `direction`: assumed by the metric's name. NaN has no rank. */
  output: z.object({
    ranks: z.array(
      z.object({ key: z.string(), rank: z.number(), of: z.number(), direction: z.enum(["lower", "higher"]) }),
    ),
  }),

  async run(context, input) {
    const { database } = context.stores;
    const { id, experimentId } = await findRun(database.prisma, context, input.runId);
    const rows = await database.query<{ key: string; lower: number; higher: number; of: number }>(sql`
      WITH mine AS MATERIALIZED (
        SELECT key, value FROM run_metric WHERE run_id = ${id} AND key NOT LIKE 'system/%' AND value <> 'NaN'::float8
        ORDER BY key ~* '^(test|eval)[_/.]' DESC, key ~* '^val(id|idation)?[_/.]' DESC, key LIMIT ${mostKeys})
      SELECT mine.key, count(*) FILTER (WHERE k.value < mine.value)::integer AS lower,
        count(*) FILTER (WHERE k.value > mine.value)::integer AS higher, count(*)::integer AS of
      FROM run JOIN run_metric k ON k.run_id = run.id JOIN mine ON mine.key = k.key
      WHERE run.experiment_id = ${experimentId} AND (run.lifecycle_stage = 'active' OR run.id = ${id}) AND k.value <> 'NaN'::float8
      GROUP BY mine.key`);
    return {
      ranks: rows.flatMap(({ key, lower, higher, of }) => {
        const direction = assumedDirection(key);
        return direction === null
          ? []
          : [{ key, rank: 1 + (direction === "lower" ? lower : higher), of, direction }];
      }),
    };
  },
});
