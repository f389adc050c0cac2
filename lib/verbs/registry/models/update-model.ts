import { z } from "zod";
import { text } from "@/lib/core/fields";
import { description } from "@/lib/core/registry/models/model";
import { write } from "@/lib/verbs/kernel";
import { modelCard } from "./shared/card";

/** MLflow's: a description that is left out is cleared. */
export const updateModel = write({
  ...modelCard,
  name: "update-model",
  summary: "Change a model's description",
  input: z.strictObject({ name: text(256).min(1), description: description.default("") }),
});
