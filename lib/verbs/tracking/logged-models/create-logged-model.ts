import { randomBytes, randomInt } from "node:crypto";
import { z } from "zod";
import { experimentId, runId, text } from "@/lib/core/fields";
import { loggedModel } from "@/lib/core/tracking/logged-models/logged-model";
import { randomRunName } from "@/lib/core/tracking/runs/run-name";
import { write } from "@/lib/verbs/kernel";
import { holdExperiment, locationOf } from "@/lib/verbs/tracking/experiments/shared/experiments";
import { requireActive } from "@/lib/verbs/tracking/shared/active";
import { completeLoggedModels, modelParams, modelTags } from "./shared/logged-models";

export const createLoggedModel = write({
  name: "create-logged-model",
  summary: "Start to log a model: its files follow, then it is finished",
  needs: "runs:write",
  body: "batch",
  input: z.strictObject({
    experimentId,
    name: text(256)
      .superRefine((name, issues) => {
        if (/[/:.%"']/.test(name))
          issues.addIssue(
            `Invalid model name ('${name.slice(0, 100)}') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")`,
          );
      })
      .optional(),
    modelType: text(500).default(""),
    // A run of another server is taken, as MLflow takes it.
    sourceRunId: z.union([z.literal(""), runId]).optional(),
    params: modelParams,
    tags: modelTags,
  }),
  output: loggedModel,

  load: (context, input) => holdExperiment(context, input.experimentId),
  allow: () => null,

  async run(context, { name, modelType, params, tags, sourceRunId }, experiment) {
    requireActive("experiment", String(experiment.id), experiment.lifecycleStage);
    const id = `m-${randomBytes(16).toString("hex")}`;
    const row = await context.tx.loggedModel.create({
      data: {
        id,
        projectId: context.project.id,
        experimentId: experiment.id,
        name: name || randomRunName(randomInt),
        artifactUri: locationOf(experiment, `models/${id}/artifacts`),
        modelType,
        sourceRunId: sourceRunId || null,
        params: { create: params },
        tags: { create: tags },
      },
    });
    await context.announce("logged-model", id);
    return row;
  },

  audit: { none: "telemetry" },
  present: async (row, { stores }) => {
    const [model] = await completeLoggedModels(stores.database, [row]);
    return model ?? Promise.reject(new Error("a stored model is complete"));
  },
});
