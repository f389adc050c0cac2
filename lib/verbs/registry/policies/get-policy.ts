import { z } from "zod";
import { text } from "@/lib/core/fields";
import { policyState } from "@/lib/core/registry/policies/policy";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { presentPolicy } from "./shared/policy-state";

export const getPolicy = read({
  name: "get-policy",
  summary: "What a model's stages demand, the change that waits, and the versions of the policy",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1) }),
  output: policyState,
  run: async (context, { name }) =>
    presentPolicy(context, await findModel(context.stores.database.prisma, context, name)),
});
