import { z } from "zod";
import { text } from "@/lib/core/fields";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { countFetch } from "./shared/fetches";
import { findVersionId, presentVersion } from "./shared/versions";

export const getDownloadUri = read({
  name: "get-download-uri",
  summary: "Where a version's files lie, for whoever is about to fetch them",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), version: versionNumber }),
  output: z.object({ storage: z.string() }),

  async run(context, { name, version }) {
    const versionId = await findVersionId(context.stores.database.prisma, context, name, version);
    const { storage } = await presentVersion(context, versionId);
    countFetch(context, { versionId });
    return { storage };
  },
});
