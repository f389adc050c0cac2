import { z } from "zod";
import { text } from "@/lib/core/fields";
import { description } from "@/lib/core/registry/models/model";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { write } from "@/lib/verbs/kernel";
import { versionCard } from "./shared/card";

/** MLflow's: a description that is left out is cleared. */
export const updateVersion = write({
  ...versionCard,
  name: "update-version",
  summary: "Change a version's description",
  input: z.strictObject({
    name: text(256).min(1),
    version: versionNumber,
    description: description.default(""),
  }),
});
