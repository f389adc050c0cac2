import { z } from "zod";
import { text } from "@/lib/core/fields";
import { description } from "@/lib/core/registry/models/model";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { write } from "@/lib/verbs/kernel";
import { versionCard } from "./shared/card";

/** Ours: a description is sent. */
export const editVersion = write({
  ...versionCard,
  name: "edit-version",
  summary: "Change what a version's card says",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber, description }),
});
