import { z } from "zod";
import { text } from "@/lib/core/fields";
import { stage } from "@/lib/core/registry/stages";
import { version } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { latestVersions } from "./shared/versions";

export const getLatestVersions = read({
  name: "get-latest-versions",
  summary: "The newest version of each stage, or of the stages asked for",
  needs: "read",
  input: z.strictObject({ name: text(256).min(1), stages: z.array(stage).default([]) }),
  output: z.object({ versions: z.array(version) }),

  async run(context, { name, stages }) {
    const { prisma } = context.stores.database;
    const { id } = await findModel(prisma, context, name);
    const all = (await latestVersions(prisma, [id])).get(id) ?? [];
    return { versions: stages.length === 0 ? all : all.filter((found) => stages.includes(found.stage)) };
  },
});
