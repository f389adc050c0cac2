import { z } from "zod";
import { text } from "@/lib/core/fields";
import { model } from "@/lib/core/registry/models/model";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "./shared/models";
import { presentModel } from "./shared/present-models";

export const getModel = read({
  name: "get-model",
  summary: "One model with its tags, aliases and the newest version of each stage",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1) }),
  output: model,

  async run(context, { name }) {
    const { id } = await findModel(context.stores.database.prisma, context, name);
    return presentModel(context, id);
  },
});
