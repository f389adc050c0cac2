import { z } from "zod";
import { page, text, whole } from "@/lib/core/fields";
import { stage } from "@/lib/core/registry/stages";
import { version } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { cursorOf, toCursor } from "@/lib/verbs/shared/lists";
import { versionsByIds } from "./shared/versions";

export const listVersions = read({
  name: "list-versions",
  summary: "A model's versions, newest first, or those made from one run",
  needs: "read",
  input: z.strictObject({
    name: text(256).min(1).optional(),
    runId: text(256).optional(),
    stage: stage.optional(),
    limit: whole(1, 500).default(100),
    cursor: text(200).optional(),
  }),
  output: page(version),

  async run(context, { name, runId, stage: standing, limit, cursor }) {
    const { prisma } = context.stores.database;
    const where = {
      projectId: context.project.id,
      ...(name === undefined ? {} : { modelId: (await findModel(prisma, context, name)).id }),
      ...(runId === undefined ? {} : { runId }),
      ...(standing === undefined ? {} : { stage: standing }),
    };
    const offset = cursorOf(cursor);
    const [found, total] = await Promise.all([
      prisma.version.findMany({
        where,
        orderBy: name === undefined ? [{ createdAt: "desc" }, { id: "asc" }] : { number: "desc" },
        skip: offset,
        take: limit,
        select: { id: true },
      }),
      prisma.version.count({ where }),
    ]);
    return {
      items: await versionsByIds(
        prisma,
        found.map(({ id }) => id),
      ),
      total,
      nextCursor: toCursor(offset + found.length, total),
    };
  },
});
