import { z } from "zod";
import { text } from "@/lib/core/fields";
import { description } from "@/lib/core/registry/models/model";
import { write } from "@/lib/verbs/kernel";
import { modelCard } from "./shared/card";

/** Ours: what is left out stays. */
export const editModel = write({
  ...modelCard,
  name: "edit-model",
  summary: "Change a model's description or who owns it; an owner of null is nobody",
  input: z
    .strictObject({
      name: text(256).min(1),
      description: description.optional(),
      ownerId: text(100).min(1).nullable().optional(),
    })
    .refine(
      ({ description: about, ownerId }) => about !== undefined || ownerId !== undefined,
      "changes nothing: send description or ownerId",
    ),
});
