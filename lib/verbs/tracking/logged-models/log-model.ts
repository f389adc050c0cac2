import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { nothing, runId, text } from "@/lib/core/fields";
import { parseJson } from "@/lib/core/json/parse-json";
import { printJson } from "@/lib/core/json/print-json";
import { write } from "@/lib/verbs/kernel";
import { lockRun } from "@/lib/verbs/tracking/runs/shared/runs";
import { requireActive } from "@/lib/verbs/tracking/shared/active";

const historyTag = "mlflow.log-model.history";
const needed = ["artifact_path", "flavors", "utc_time_created", "run_id"];
// The list lives in one tag; beyond this a run has logged too many models for anybody to read.
const mostBytes = 4_000_000;

export const logModel = write({
  name: "log-model",
  summary: "Note in a run's tags that it logged a model (MLflow 2)",
  needs: "runs:write",
  body: "batch",
  input: z.strictObject({
    runId,
    modelJson: text(1_000_000).superRefine((json, context) => {
      const fault = faultOf(json);
      if (fault !== null) context.addIssue(fault);
    }),
  }),
  output: nothing,

  load: (context, input) => lockRun(context, input.runId),
  allow: () => null,

  async run({ tx, announce }, { modelJson }, stored) {
    requireActive("run", stored.id, stored.lifecycleStage);
    const where = { runId_key: { runId: stored.id, key: historyTag } };
    const history = listOf((await tx.runTag.findUnique({ where }))?.value);
    const model = printJson(parseJson(modelJson, { pythonNumbers: true }));
    // A client that sends it again finds it there.
    if (history.includes(model)) return;
    const value = `[${[...history, model].join(", ")}]`;
    if (value.length > mostBytes) throw invalid("This run has logged too many models.");
    await tx.runTag.upsert({
      where,
      create: { runId: stored.id, key: historyTag, value },
      update: { value },
    });
    await announce("run", stored.id);
  },

  audit: { none: "telemetry" },
  present: () => ({}),
});

function faultOf(json: string): string | null {
  const model = objectOf(json);
  if (!model) return "Malformed model info. The model info must be a JSON object.";
  const missing = needed.filter((key) => !(key in model));
  return missing.length === 0 ? null : `Model json is missing mandatory fields: ${missing.join(", ")}`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectOf(json: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(json, { pythonNumbers: true });
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The texts of a JSON list of objects; a tag that somebody else wrote over starts anew. */
function listOf(value: string | undefined): string[] {
  if (!value) return [];
  try {
    const list = parseJson(value);
    return Array.isArray(list) ? list.map(printJson) : [];
  } catch {
    return [];
  }
}
