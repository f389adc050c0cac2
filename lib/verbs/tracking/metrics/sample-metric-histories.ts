import { z } from "zod";
import { int64, runId, text, whole } from "@/lib/core/fields";
import { point } from "@/lib/core/tracking/metrics/point";
import { mlflowLimits } from "@/lib/core/tracking/mlflow-limits";
import { read } from "@/lib/verbs/kernel";
import { requireRuns } from "@/lib/verbs/tracking/runs/shared/runs";
import { sampleHistories } from "./shared/history";

const limits = mlflowLimits.history;
const [lowest, highest] = [-(2n ** 63n), 2n ** 63n - 1n];

export const sampleMetricHistories = read({
  name: "sample-metric-histories",
  summary:
    "Points of one metric of several runs at evenly chosen steps, each run's first and last among them",
  needs: "read",
  input: z
    .strictObject({
      runIds: z
        .array(runId)
        .min(1, "name at least one run")
        .max(
          limits.runs,
          `GetMetricHistoryBulkInterval request must specify at most ${limits.runs} run_ids.`,
        ),
      metricKey: text(250).min(1),
      startStep: int64.optional(),
      endStep: int64.optional(),
      maxResults: whole(1, limits.interval).default(limits.interval),
    })
    .superRefine(({ startStep, endStep }, context) => {
      if ((startStep === undefined) !== (endStep === undefined))
        context.addIssue("If either start step or end step are specified, both must be specified.");
      else if (startStep !== undefined && endStep !== undefined && startStep > endStep)
        context.addIssue(
          `end_step must be greater than start_step. Found start_step=${startStep} and end_step=${endStep}.`,
        );
    }),
  output: z.object({ points: z.array(point.extend({ runId: z.string() })) }),

  async run(context, { runIds, metricKey, startStep, endStep, maxResults }) {
    const ids = [...new Set(runIds)];
    await requireRuns(context, ids);
    const ask = {
      runIds: ids,
      key: metricKey,
      from: startStep ?? lowest,
      to: endStep ?? highest,
      steps: maxResults,
      // One run may have many points at a step; the whole answer stays bounded.
      limit: maxResults + 2,
    };
    return { points: await sampleHistories(context.stores, ask, context.signal) };
  },
});
