import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { lockModel, touchModel } from "@/lib/verbs/registry/models/shared/models";
import { effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { requireUntied } from "@/lib/verbs/registry/policies/shared/kept";

export const deleteAlias = write({
  name: "delete-alias",
  summary: "Delete an alias of a model; one that is not there is no error",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), alias: text(255).min(1) }),
  output: nothing,

  async load(context, { name, alias }) {
    const model = await lockModel(context, name);
    const where = { modelId_alias: { modelId: model.id, alias } };
    const before = await context.tx.modelAlias.findUnique({ where, include: { version: true } });
    return { model, before: before?.version.number ?? null };
  },
  allow: () => null,

  async run(context, { alias }, { model, before }) {
    if (before === null) return;
    requireUntied(await effectivePolicy(context.tx, context, model.id), model, alias, before);
    await context.tx.modelAlias.delete({ where: { modelId_alias: { modelId: model.id, alias } } });
    await touchModel(context, model);
  },

  audit: (_, { alias }, { model, before }) => ({
    target: { type: "model", id: model.id, name: model.name },
    before: { alias, version: before },
  }),
  present: () => ({}),
});
