import { z } from "zod";
import { text } from "@/lib/core/fields";
import { finishedStatuses, loggedModel } from "@/lib/core/tracking/logged-models/logged-model";
import { write } from "@/lib/verbs/kernel";
import { completeLoggedModels, lockLoggedModel } from "./shared/logged-models";

export const finishLoggedModel = write({
  name: "finish-logged-model",
  summary: "Say that a logged model's files are all there, or that they will not come",
  needs: "runs:write",
  input: z.strictObject({ modelId: text(256).min(1), status: finishedStatus() }),
  output: loggedModel,

  load: (context, { modelId }) => lockLoggedModel(context, modelId),
  allow: () => null,

  async run({ tx, announce }, { status }, stored) {
    const row = await tx.loggedModel.update({
      where: { id: stored.id },
      data: { status, updatedAt: new Date() },
    });
    await announce("logged-model", stored.id);
    return row;
  },

  audit: { none: "telemetry" },
  present: async (row, { stores }) => {
    const [model] = await completeLoggedModels(stores.database, [row]);
    return model ?? Promise.reject(new Error("a stored model is complete"));
  },
});

/** Enums come by name or by number: 2 is READY, 3 is UPLOAD_FAILED. */
function finishedStatus() {
  return z.preprocess(
    (value) => finishedStatuses[Number(value) - 2] ?? value,
    z.enum(finishedStatuses, `must be ${finishedStatuses.join(" or ")}`),
  );
}
