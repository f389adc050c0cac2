import { z } from "zod";
import { int64, nothing, runId, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { lockRun } from "@/lib/verbs/tracking/runs/shared/runs";
import { requireActive } from "@/lib/verbs/tracking/shared/active";
import { linkModels } from "./shared/logged-models";

export const logOutputs = write({
  name: "log-outputs",
  summary: "Say which logged models a run made; the same again changes nothing",
  needs: "runs:write",
  input: z.strictObject({
    runId,
    models: z
      .array(z.strictObject({ modelId: text(256).min(1), step: int64.default(0n) }))
      .max(1000)
      .default([]),
  }),
  output: nothing,

  load: (context, input) => lockRun(context, input.runId),
  allow: () => null,

  async run(context, { models }, stored) {
    requireActive("run", stored.id, stored.lifecycleStage);
    await linkModels(context, stored.id, "output", models);
    await context.announce("run", stored.id);
  },

  audit: { none: "telemetry" },
  present: () => ({}),
});
