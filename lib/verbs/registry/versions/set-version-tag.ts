import { z } from "zod";
import { nothing, text } from "@/lib/core/fields";
import { registryTag } from "@/lib/core/registry/models/model";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { write } from "@/lib/verbs/kernel";
import { touchModel } from "@/lib/verbs/registry/models/shared/models";
import { lockVersion } from "./shared/versions";

export const setVersionTag = write({
  name: "set-version-tag",
  summary: "Set a tag of a version",
  needs: "registry:write",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber, ...registryTag.shape }),
  output: nothing,

  async load(context, { name, version: number, key }) {
    const found = await lockVersion(context, name, number);
    const where = { versionId_key: { versionId: found.version.id, key } };
    const before = await context.tx.versionTag.findUnique({ where });
    return { ...found, before: before?.value ?? null };
  },
  allow: () => null,

  async run(context, { key, value }, { model, version }) {
    await context.tx.versionTag.upsert({
      where: { versionId_key: { versionId: version.id, key } },
      create: { versionId: version.id, key, value },
      update: { value },
    });
    await touchModel(context, model, version.id);
  },

  audit: (_, { key, value }, { model, version, before }) => ({
    target: { type: "version", id: version.id, name: `${model.name}/${version.number}` },
    before: { key, value: before },
    after: { key, value },
  }),
  present: () => ({}),
});
