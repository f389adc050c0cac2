import { z } from "zod";
import { text } from "@/lib/core/fields";
import { loggedModel } from "@/lib/core/tracking/logged-models/logged-model";
import { sql } from "@/lib/stores/database/database";
import { write } from "@/lib/verbs/kernel";
import { completeLoggedModels, lockLoggedModel, modelTags } from "./shared/logged-models";

export const setLoggedModelTags = write({
  name: "set-logged-model-tags",
  summary: "Set tags of a logged model",
  needs: "runs:write",
  body: "batch",
  input: z.strictObject({ modelId: text(256).min(1), tags: modelTags }),
  output: loggedModel,

  load: (context, { modelId }) => lockLoggedModel(context, modelId),
  allow: () => null,

  async run({ tx, announce }, { tags }, stored) {
    await tx.$executeRaw(sql`
      INSERT INTO logged_model_tag (model_id, key, value) SELECT ${stored.id}, key, value
      FROM unnest(${tags.map(({ key }) => key)}::text[], ${tags.map(({ value }) => value)}::text[]) AS t (key, value)
      ON CONFLICT (model_id, key) DO UPDATE SET value = excluded.value`);
    await announce("logged-model", stored.id);
    return stored;
  },

  audit: { none: "telemetry" },
  present: async (row, { stores }) => {
    const [model] = await completeLoggedModels(stores.database, [row]);
    return model ?? Promise.reject(new Error("a stored model is complete"));
  },
});
