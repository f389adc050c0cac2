import { z } from "zod";
import { flag, text } from "@/lib/core/fields";
import { loggedModel } from "@/lib/core/tracking/logged-models/logged-model";
import { read } from "@/lib/verbs/kernel";
import { completeLoggedModels, findLoggedModel } from "./shared/logged-models";

export const getLoggedModel = read({
  name: "get-logged-model",
  summary: "One logged model with its params, tags and metrics",
  needs: "read",
  input: z.strictObject({ modelId: text(256).min(1), allowDeleted: flag.default(false) }),
  output: loggedModel,

  async run(context, { modelId, allowDeleted }) {
    const { database } = context.stores;
    const row = await findLoggedModel(database.prisma, context, modelId, { deleted: allowDeleted });
    const [model] = await completeLoggedModels(database, [row]);
    return model ?? Promise.reject(new Error("a found model is complete"));
  },
});
