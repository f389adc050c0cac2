import { z } from "zod";
import { text } from "@/lib/core/fields";
import { description } from "@/lib/core/registry/models/model";
import { version, versionNumber } from "@/lib/core/registry/versions/version";
import { write } from "@/lib/verbs/kernel";
import { touchModel } from "@/lib/verbs/registry/models/shared/models";
import { lockVersion, presentVersion } from "./shared/versions";

export const updateVersion = write({
  name: "update-version",
  summary: "Change a version's description",
  needs: "registry:write",
  input: z.strictObject({
    name: text(256).min(1),
    version: versionNumber,
    description: description.default(""),
  }),
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
