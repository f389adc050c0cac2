import { z } from "zod";
import { text } from "@/lib/core/fields";
import { version, versionNumber } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { findVersionId, presentVersion } from "./shared/versions";

export const getVersion = read({
  name: "get-version",
  summary: "One version with its tags and aliases",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber }),
  output: version,

  async run(context, { name, version: number }) {
    return presentVersion(
      context,
      await findVersionId(context.stores.database.prisma, context, name, number),
    );
  },
});
