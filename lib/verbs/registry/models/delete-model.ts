import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { requirePolicyKept, requireRemovable } from "@/lib/verbs/registry/policies/shared/guard";
import { leaveStages } from "@/lib/verbs/registry/versions/shared/stages";
import { lockModel } from "./shared/models";

export const deleteModel = write({
  name: "delete-model",
  summary: "Delete a model with its versions, tags and aliases; its history stays",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1) }),
  output: nothing,

  async load(context, { name }) {
    const model = await lockModel(context, name);
    const versions = await context.tx.version.findMany({ where: { modelId: model.id } });
    return { model, versions };
  },
  allow: () => null,

  async run(context, { name }, { model, versions }) {
    await requireRemovable(context, model, versions, "the model cannot be deleted");
    await requirePolicyKept(context, model, "it cannot be deleted");
    await leaveStages(context, model, versions, "The model was deleted.");
    await context.tx.model.delete({ where: { id: model.id } });
    await context.announce("model", name);
    return model;
  },

  audit: ({ id, name, description }, _, { versions }) => ({
    target: { type: "model", id, name },
    before: {
      name,
      description,
      versions: versions.map(({ number, stage, source }) => ({ version: number, stage, source })),
    },
  }),
  present: () => ({}),
});
