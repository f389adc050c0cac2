import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { nothing, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { lockLoggedModel } from "./shared/logged-models";

export const deleteLoggedModelTag = write({
  name: "delete-logged-model-tag",
  summary: "Take a tag away from a logged model",
  needs: "runs:write",
  input: z.strictObject({ modelId: text(256).min(1), tagKey: text(250).min(1) }),
  output: nothing,

  load: (context, { modelId }) => lockLoggedModel(context, modelId),
  allow: () => null,

  async run({ tx, announce }, { tagKey: key }, stored) {
    const { count } = await tx.loggedModelTag.deleteMany({ where: { modelId: stored.id, key } });
    if (count === 0) throw notFound(`No tag with key '${key}' found for model with ID '${stored.id}'.`);
    await announce("logged-model", stored.id);
  },

  audit: { none: "telemetry" },
  present: () => ({}),
});
