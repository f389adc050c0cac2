import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { write } from "@/lib/verbs/kernel";
import { touchModel } from "@/lib/verbs/registry/models/shared/models";
import { effectivePolicy } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { requireRemovable } from "@/lib/verbs/registry/policies/shared/kept";
import { leaveStages } from "./shared/stages";
import { lockVersion } from "./shared/versions";

export const deleteVersion = write({
  name: "delete-version",
  summary: "Delete a version with its tags and aliases; its number is not given again, its history stays",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber }),
  output: nothing,

  async load(context, input) {
    const found = await lockVersion(context, input.name, input.version);
    const aliases = await context.tx.modelAlias.findMany({ where: { versionId: found.version.id } });
    return { ...found, aliases: aliases.map(({ alias }) => alias) };
  },
  allow: () => null,

  async run(context, _, { model, version }) {
    const effective = await effectivePolicy(context.tx, context, model.id);
    await requireRemovable(context, [version], { model, effective, act: "it cannot be deleted" });
    await leaveStages(context, [version], { model, effective, reason: "The version was deleted." });
    await context.tx.version.delete({ where: { id: version.id } });
    await touchModel(context, model);
  },

  audit: (_, _input, { model, version: { id, number, stage, source, runId }, aliases }) => ({
    target: { type: "version", id, name: `${model.name}/${number}` },
    before: { version: number, stage, source, runId, aliases },
  }),
  present: () => ({}),
});
