import { z } from "zod";
import { text } from "@/lib/core/fields";
import { description, model } from "@/lib/core/registry/models/model";
import { write } from "@/lib/verbs/kernel";
import { lockModel, touchModel } from "./shared/models";
import { presentModel } from "./shared/present-models";

export const updateModel = write({
  name: "update-model",
  summary: "Change a model's description",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), description: description.default("") }),
  output: model,

  load: (context, { name }) => lockModel(context, name),
  allow: () => null,

  async run(context, input, stored) {
    await context.tx.model.update({ where: { id: stored.id }, data: { description: input.description } });
    await touchModel(context, stored);
    return stored;
  },

  audit: ({ id, name, description: before }, input) => ({
    target: { type: "model", id, name },
    before: { description: before },
    after: { description: input.description },
  }),
  present: ({ id }, context) => presentModel(context, id),
});
