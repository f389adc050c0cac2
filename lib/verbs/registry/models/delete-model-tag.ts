import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { lockModel, touchModel } from "./shared/models";

export const deleteModelTag = write({
  name: "delete-model-tag",
  summary: "Delete a tag of a model; one that is not there is no error",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), key: text(250).min(1) }),
  output: nothing,

  async load(context, { name, key }) {
    const model = await lockModel(context, name);
    const before = await context.tx.modelTag.findUnique({
      where: { modelId_key: { modelId: model.id, key } },
    });
    return { model, before: before?.value ?? null };
  },
  allow: () => null,

  async run(context, { key }, { model, before }) {
    if (before === null) return;
    await context.tx.modelTag.delete({ where: { modelId_key: { modelId: model.id, key } } });
    await touchModel(context, model);
  },

  audit: (_, { key }, { model, before }) => ({
    target: { type: "model", id: model.id, name: model.name },
    before: { key, value: before },
  }),
  present: () => ({}),
});
