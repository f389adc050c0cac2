import { z } from "zod";
import { notFound, SlipwayError } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { comment } from "@/lib/core/registry/requests/request";
import { sql } from "@/lib/stores/database/database";
import { inPieces } from "@/lib/verbs/audit";
import { write } from "@/lib/verbs/kernel";
import { findComment } from "./shared/comments";

export const withdrawComment = write({
  name: "withdraw-comment",
  summary: "Take one's own comment back: its words leave the pages, the trail keeps them",
  needs: "registry:write",
  input: z.strictObject({ id: text(100).min(1) }),
  output: comment,

  async load({ tx, project }, { id }) {
    await tx.$queryRaw(sql`SELECT FROM comment WHERE id = ${id} FOR UPDATE`);
    const row = await tx.comment.findFirst({ where: { id, projectId: project.id } });
    if (!row) throw notFound(`There is no comment ${id.slice(0, 80)} here.`);
    const model = await tx.model.findUnique({ where: { id: row.modelId }, select: { name: true } });
    return { row, model };
  },
  allow: (actor, { row }) =>
    "userId" in actor && actor.userId === row.authorId ? null : "Only whoever wrote a comment withdraws it.",

  async run(context, { id }, { row, model }) {
    if (row.withdrawnAt !== null) throw new SlipwayError("conflict", "This comment is withdrawn already.");
    await context.tx.comment.update({ where: { id }, data: { body: "", withdrawnAt: new Date() } });
    if (model) await context.announce("model", model.name);
    if (row.requestId !== null) await context.announce("request", row.requestId);
    return id;
  },

  audit: (id, _, { row, model }) => ({
    target: { type: "comment", id, name: `${model?.name ?? "(deleted)"}/${row.version}` },
    before: {
      ...{ version: row.version, requestId: row.requestId, at: row.at.toISOString() },
      // Nothing else keeps them from now on.
      body: inPieces(row.body),
    },
    after: { withdrawn: true },
  }),
  present: (id, context) => findComment(context, id),
});
