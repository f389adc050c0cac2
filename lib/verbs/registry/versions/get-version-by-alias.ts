import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { version } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { presentVersion } from "./shared/versions";

export const getVersionByAlias = read({
  name: "get-version-by-alias",
  summary: "The version that an alias points at",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), alias: text(255).min(1) }),
  output: version,

  async run(context, { name, alias }) {
    const { prisma } = context.stores.database;
    const { id } = await findModel(prisma, context, name);
    const row = await prisma.modelAlias.findUnique({ where: { modelId_alias: { modelId: id, alias } } });
    // Clients know a missing alias by 400, not by 404.
    if (!row) throw invalid(`Registered model alias ${alias} not found.`);
    return presentVersion(context, row.versionId);
  },
});
