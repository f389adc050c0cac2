import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { alias, versionNumber } from "@/lib/core/registry/versions/version";
import { write } from "@/lib/verbs/kernel";
import { touchModel } from "@/lib/verbs/registry/models/shared/models";
import { effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { requireUntied } from "@/lib/verbs/registry/policies/shared/kept";
import { lockVersion } from "./shared/versions";

export const setAlias = write({
  name: "set-alias",
  summary: "Point an alias of a model at a version; it moves if it pointed at another",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), alias, version: versionNumber }),
  output: nothing,

  async load(context, input) {
    const found = await lockVersion(context, input.name, input.version);
    const where = { modelId_alias: { modelId: found.model.id, alias: input.alias } };
    const before = await context.tx.modelAlias.findUnique({ where, include: { version: true } });
    return { ...found, before: before?.version.number ?? null };
  },
  allow: () => null,

  async run(context, input, { model, version }) {
    requireUntied(await effectivePolicy(context.tx, context, model.id), model, input.alias, version.number);
    await context.tx.modelAlias.upsert({
      where: { modelId_alias: { modelId: model.id, alias: input.alias } },
      create: { modelId: model.id, alias: input.alias, versionId: version.id },
      update: { versionId: version.id },
    });
    await touchModel(context, model);
  },

  audit: (_, input, { model, before }) => ({
    target: { type: "model", id: model.id, name: model.name },
    before: { alias: input.alias, version: before },
    after: { alias: input.alias, version: input.version },
  }),
  present: () => ({}),
});
