import { randomUUID } from "node:crypto";
import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { comment } from "@/lib/core/registry/requests/request";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { actorId, write } from "@/lib/verbs/kernel";
import { findModel } from "@/lib/verbs/registry/models/shared/models";
import { findComment } from "./shared/comments";
import { findVersionId } from "./shared/versions";

export const addComment = write({
  name: "add-comment",
  summary:
    "Say something about a version, or about a request for it; it is never changed, and its author alone withdraws it",
  needs: "registry:write",
  input: z.strictObject({
    name: text(256).min(1),
    version: versionNumber,
    body: text(10_000).refine((body) => body.trim() !== "", "write something first"),
    requestId: text(100).min(1).optional(),
  }),
  output: comment,

  async load(context, { name, version, requestId }) {
    await findVersionId(context.tx, context, name, version);
    const model = await findModel(context.tx, context, name);
    if (requestId !== undefined) {
      const where = { id: requestId, projectId: context.project.id, modelId: model.id, version };
      if (!(await context.tx.stageRequest.findFirst({ where, select: { id: true } })))
        throw notFound(`Version ${version} of ${name} has no request ${requestId}.`);
    }
    return model;
  },
  allow: () => null,

  async run(context, { version, body, requestId }, model) {
    const id = randomUUID();
    const { actor } = context;
    await context.tx.comment.create({
      data: {
        ...{ id, projectId: context.project.id, modelId: model.id, version, body },
        requestId: requestId ?? null,
        authorId: actorId(context) ?? "nobody",
        // Who is renamed later does not rename the past.
        ...("name" in actor && "email" in actor ? { authorName: actor.name, authorEmail: actor.email } : {}),
        ...(context.effectiveAt ? { at: context.effectiveAt } : {}),
      },
    });
    await context.announce("model", model.name);
    if (requestId !== undefined) await context.announce("request", requestId);
    return id;
  },

  // The words stand in the comment itself, until it is withdrawn: then the trail takes them.
  audit: (id, { version, requestId }, model) => ({
    target: { type: "comment", id, name: `${model.name}/${version}` },
    after: { version, requestId: requestId ?? null },
  }),
  present: (id, context) => findComment(context, id),
});
