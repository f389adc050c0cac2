import { z } from "zod";
import { alreadyExists } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { model, modelName } from "@/lib/core/registry/models/model";
import { write } from "@/lib/verbs/kernel";
import { effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import {
  requirePolicyAsStrict,
  requirePolicyKept,
  requireRemovable,
} from "@/lib/verbs/registry/policies/shared/kept";
import { findModel, lockModel } from "./shared/models";
import { presentModel } from "./shared/present-models";

export const renameModel = write({
  name: "rename-model",
  summary: "Give a model another name; its versions, tags and aliases go with it",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), newName: modelName }),
  output: model,

  async load(context, { name }) {
    const model = await lockModel(context, name);
    return { model, versions: await context.tx.version.findMany({ where: { modelId: model.id } }) };
  },
  allow: () => null,

  async run(context, { name, newName }, { model: stored, versions }) {
    const { id } = stored;
    // Whoever serves `models:/name` would find another model under it.
    const effective = await effectivePolicy(context.tx, context, id);
    await requireRemovable(context, versions, {
      model: stored,
      effective,
      act: "the model cannot be renamed",
    });
    const kept = { model: stored, effective, act: "it cannot be renamed" };
    await requirePolicyKept(context, kept);
    await requirePolicyAsStrict(context, kept);
    const other = await findModel(context.tx, context, newName).catch(() => null);
    if (other && other.id !== id) throw alreadyExists(`Registered Model (name=${newName}) already exists.`);
    const row = await context.tx.model.update({
      where: { id },
      data: { name: newName, updatedAt: new Date() },
    });
    await context.announce("model", name);
    await context.announce("model", newName);
    return row;
  },

  audit: ({ id, name }, { name: before }) => ({
    target: { type: "model", id, name },
    before: { name: before },
    after: { name },
  }),
  present: ({ id }, context) => presentModel(context, id),
});
