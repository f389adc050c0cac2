import { z } from "zod";
import { flag, text } from "@/lib/core/fields";
import { stage } from "@/lib/core/registry/stages";
import { movePreview } from "@/lib/core/registry/versions/move-preview";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { findWish, stageOf } from "@/lib/verbs/registry/policies/shared/wish";
import { findOutdated } from "@/lib/verbs/registry/requests/shared/outdated";
import { planMove } from "./shared/stages";

export const previewMove = read({
  name: "preview-move",
  summary: "What a move would do: what comes in, what goes out, which open requests become stale",
  needs: "read",
  input: z.strictObject({
    name: text(256).min(1),
    version: versionNumber,
    to: stage,
    archiveExistingVersions: flag.default(false),
    /** The request that the move would carry out, which it does not make stale. */
    request: text(100).min(1).optional(),
  }),
  output: movePreview,

  async run(context, { name, version: number, to, archiveExistingVersions, request }) {
    const { prisma } = context.stores.database;
    const { model, version, demand, effective } = await findWish(context, name, number, to);
    const move = { model, version, to, archiveExisting: archiveExistingVersions };
    const { others, stale } = await planMove(prisma, move);
    const enters = version.stage !== to;
    const tied = enters ? (effective.policy.guards[to]?.aliases ?? []) : [];
    const [aliases, outdated] = await Promise.all([
      prisma.modelAlias.findMany({
        where: { modelId: model.id, alias: { in: [...tied] } },
        include: { version: { select: { number: true } } },
      }),
      findOutdated(context, model, stale, request),
    ]);
    const pointing = new Map(aliases.map((row) => [row.alias, row.version.number]));
    return {
      model: model.name,
      version: number,
      from: stageOf(version),
      to,
      guarded: demand !== null,
      moves: [
        ...others.map((other) => ({
          version: other.number,
          from: stageOf(other),
          to: "Archived" as const,
        })),
        ...(enters ? [{ version: number, from: stageOf(version), to }] : []),
      ],
      aliases: tied.map((alias) => ({ alias, version: pointing.get(alias) ?? null })),
      stale: outdated,
    };
  },
});
