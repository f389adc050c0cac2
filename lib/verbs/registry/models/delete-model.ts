import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { requirePolicyKept, requireRemovable } from "@/lib/verbs/registry/policies/shared/kept";
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
    const effective = await effectivePolicy(context.tx, context, model.id);
    await requireRemovable(context, versions, { model, effective, act: "the model cannot be deleted" });
    await requirePolicyKept(context, { model, effective, act: "it cannot be deleted" });
    await leaveStages(context, versions, { model, effective, reason: "The model was deleted." });
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
