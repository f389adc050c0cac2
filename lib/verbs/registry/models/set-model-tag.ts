import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { registryTag } from "@/lib/core/registry/models/model";
import { write } from "@/lib/verbs/kernel";
import { lockModel, touchModel } from "./shared/models";

export const setModelTag = write({
  name: "set-model-tag",
  summary: "Set a tag of a model",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), ...registryTag.shape }),
  output: nothing,

  async load(context, { name, key }) {
    const model = await lockModel(context, name);
    const before = await context.tx.modelTag.findUnique({
      where: { modelId_key: { modelId: model.id, key } },
    });
    return { model, before: before?.value ?? null };
  },
  allow: () => null,

  async run(context, { key, value }, { model }) {
    await context.tx.modelTag.upsert({
      where: { modelId_key: { modelId: model.id, key } },
      create: { modelId: model.id, key, value },
      update: { value },
    });
    await touchModel(context, model);
  },

  audit: (_, { key, value }, { model, before }) => ({
    target: { type: "model", id: model.id, name: model.name },
    before: { key, value: before },
    after: { key, value },
  }),
  present: () => ({}),
});
