import { z } from "zod";
import { runId, text, whole } from "@/lib/core/fields";
import { point } from "@/lib/core/tracking/metrics/point";
import { mlflowLimits } from "@/lib/core/tracking/mlflow-limits";
import { read } from "@/lib/verbs/kernel";
import { requireRuns } from "@/lib/verbs/tracking/runs/shared/runs";
import { readHistories } from "./shared/history";

const limits = mlflowLimits.history;

export const getMetricHistories = read({
  name: "get-metric-histories",
  summary: "Points of one metric of several runs, run by run, up to a number in all",
  needs: "read",
  input: z.strictObject({
    runIds: z.array(runId).min(1, "name at least one run").max(limits.runs, `at most ${limits.runs} runs`),
    metricKey: text(250).min(1),
    maxResults: whole(1, limits.bulk).default(limits.bulk),
  }),
  output: z.object({ points: z.array(point.extend({ runId: z.string() })) }),

  async run(context, { runIds, metricKey, maxResults }) {
    const ids = [...new Set(runIds)];
    await requireRuns(context, ids);
    const ask = { runIds: ids, key: metricKey, limit: maxResults };
    return { points: await readHistories(context.stores, ask, context.signal) };
  },
});
