import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { lockLoggedModel } from "./shared/logged-models";

export const deleteLoggedModel = write({
  name: "delete-logged-model",
  summary: "Delete a logged model; its files stay for the versions that point at them",
  needs: "runs:write",
  input: z.strictObject({ modelId: text(256).min(1) }),
  output: nothing,

  load: (context, { modelId }) => lockLoggedModel(context, modelId),
  allow: () => null,

  async run({ tx, announce }, _input, stored) {
    const now = new Date();
    await tx.loggedModel.update({ where: { id: stored.id }, data: { deletedAt: now, updatedAt: now } });
    await announce("logged-model", stored.id);
  },

  audit: (_done, _input, { id, name }) => ({ target: { type: "logged-model", id, name } }),
  present: () => ({}),
});
