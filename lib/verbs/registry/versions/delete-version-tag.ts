import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { write } from "@/lib/verbs/kernel";
import { touchModel } from "@/lib/verbs/registry/models/shared/models";
import { lockVersion } from "./shared/versions";

export const deleteVersionTag = write({
  name: "delete-version-tag",
  summary: "Delete a tag of a version; one that is not there is no error",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber, key: text(250).min(1) }),
  output: nothing,

  async load(context, { name, version: number, key }) {
    const found = await lockVersion(context, name, number);
    const where = { versionId_key: { versionId: found.version.id, key } };
    const before = await context.tx.versionTag.findUnique({ where });
    return { ...found, before: before?.value ?? null };
  },
  allow: () => null,

  async run(context, { key }, { model, version, before }) {
    if (before === null) return;
    await context.tx.versionTag.delete({ where: { versionId_key: { versionId: version.id, key } } });
    await touchModel(context, model, version.id);
  },

  audit: (_, { key }, { model, version, before }) => ({
    target: { type: "version", id: version.id, name: `${model.name}/${version.number}` },
    before: { key, value: before },
  }),
  present: () => ({}),
});
