import { z } from "zod";
import { SlipwayError } from "@/lib/core/errors";
import { runId, text } from "@/lib/core/fields";
import { checkBatch, cutValue, loggedKey } from "@/lib/core/tracking/mlflow-limits";
import { underPressure } from "@/lib/stores/journal/pressure";
import { announceLogged } from "@/lib/stores/live/logged";
import { write } from "@/lib/verbs/kernel";
import { changedBy } from "@/lib/verbs/run-changes";
import { logBatch as logInOneStatement } from "./shared/log-statement";
import { loggedMetrics } from "./shared/logged-metrics";
import { journalBody, latestByKey, modelMetrics } from "./shared/points";

// Longer values are cut as MLflow cuts them; beyond this nobody means it.
const maxValue = 1_000_000;
const entries = (kind: "param" | "tag") =>
  z
    .array(z.unknown())
    .superRefine((list, context) => {
      const fault = checkBatch({ metrics: 0, params: 0, tags: 0, [`${kind}s`]: list.length });
      if (fault !== null) context.addIssue(fault);
    })
    .pipe(z.array(z.strictObject({ key: loggedKey(kind), value: text(maxValue).default("") })))
    .default([]);

export const logBatch = write({
  name: "log-batch",
  summary: "Log params, metric points and tags of a run, all or nothing",
  needs: "runs:write",
  body: "batch",
  input: z
    .strictObject({ runId, metrics: loggedMetrics, params: entries("param"), tags: entries("tag") })
    .superRefine(({ metrics, params, tags }, context) => {
      const fault =
        checkBatch({ metrics: metrics.length, params: params.length, tags: tags.length }) ??
        repeated(params.map(({ key }) => key));
      if (fault !== null) context.addIssue(fault);
    }),
  output: z.object({ points: z.number() }),
  audit: { none: "telemetry" },

  async statement(context, { runId, metrics, params, tags }) {
    const { stores, project } = context;
    if (underPressure())
      throw new SlipwayError("unavailable", "Too much is waiting to be copied. Try again in a second.", {
        retryAfterSeconds: 1,
      });
    await logInOneStatement(stores.database, {
      projectId: project.id,
      runId,
      params: params.map(({ key, value }) => ({ key, ...cutValue("param", value) })),
      // The last of equal keys wins, as if they came one after the other.
      tags: [...new Map(tags.map((tag) => [tag.key, tag])).values()].map(({ key, value }) => ({
        key,
        ...cutValue("tag", value),
      })),
      metrics: latestByKey(metrics),
      modelMetrics: modelMetrics(metrics),
      body: journalBody(runId, metrics),
      rows: metrics.length,
      actor: changedBy(context),
    });
    announceLogged(project.id, runId);
    if (metrics.length > 0) stores.poke("soon");
    return { points: metrics.length };
  },
});

function repeated(keys: readonly string[]): string | null {
  const twice = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
  return twice.length === 0
    ? null
    : `Duplicate parameter keys have been submitted: [${twice.map((key) => `'${key}'`).join(", ")}]. Please ensure the request contains only one param value per param key.`;
}
