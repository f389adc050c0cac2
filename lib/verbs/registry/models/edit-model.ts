import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { description, model } from "@/lib/core/registry/models/model";
import { write } from "@/lib/verbs/kernel";
import { lockModel, touchModel } from "./shared/models";
import { presentModel } from "./shared/present-models";

export const editModel = write({
  name: "edit-model",
  summary: "Change a model's description or who owns it; an owner of null is nobody",
  needs: "registry:write",
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
  output: model,

  load: (context, { name }) => lockModel(context, name),
  allow: () => null,

  async run(context, { description: about, ownerId }, before) {
    if (typeof ownerId === "string" && ownerId !== before.ownerId) {
      const where = { userId: ownerId, projectId: context.project.id, user: { disabledAt: null } };
      if (!(await context.tx.member.findFirst({ where, select: { userId: true } })))
        throw invalid("/ownerId: an owner is one of this project's people", [
          { pointer: "/ownerId", message: "choose one of this project's people" },
        ]);
    }
    const after = await context.tx.model.update({
      where: { id: before.id },
      data: {
        ...(about === undefined ? {} : { description: about }),
        ...(ownerId === undefined ? {} : { ownerId }),
      },
    });
    await touchModel(context, before);
    return after;
  },

  audit: (after, input, before) => ({
    target: { type: "model", id: before.id, name: before.name },
    before: changed(input, before),
    after: changed(input, after),
  }),
  present: ({ id }, context) => presentModel(context, id),
});

type Edited = { description: string; ownerId: string | null };
const changed = (
  asked: { description?: string | undefined; ownerId?: string | null | undefined },
  row: Edited,
) => ({
  ...(asked.description === undefined ? {} : { description: row.description }),
  ...(asked.ownerId === undefined ? {} : { ownerId: row.ownerId }),
});
