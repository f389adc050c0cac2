import { z } from "zod";
import { text } from "@/lib/core/fields";
import { description, version, versionNumber } from "@/lib/core/registry";
import { write } from "@/lib/verbs/kernel";
import { lockVersion, presentVersion, touchModel } from "./load";

export const editVersion = write({
  name: "edit-version",
  summary: "Change what a version's card says",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber, description }),
  output: version,

  load: (context, input) => lockVersion(context, input.name, input.version),
  allow: () => null,

  async run(context, input, { model, version: stored }) {
    await context.tx.version.update({ where: { id: stored.id }, data: { description: input.description } });
    await touchModel(context, model, stored.id);
    return stored;
  },

  audit: ({ id, number, description: before }, input, { model }) => ({
    target: { type: "version", id, name: `${model.name}/${number}` },
    before: { description: before },
    after: { description: input.description },
  }),
  present: ({ id }, context) => presentVersion(context, id),
});
