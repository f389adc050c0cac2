import { randomUUID } from "node:crypto";
import { z } from "zod";
import { alreadyExists } from "@/lib/core/errors";
import { description, model, modelName, registryTag } from "@/lib/core/registry/models/model";
import { actorId, write } from "@/lib/verbs/kernel";
import { presentModel } from "./shared/present-models";

export const createModel = write({
  name: "create-model",
  summary: "Register a model: a name that versions are made under",
  needs: "registry:write",
  body: "batch",
  input: z.strictObject({
    name: modelName,
    tags: z.array(registryTag).max(1000).default([]),
    description: description.default(""),
  }),
  output: model,

  load: () => null,
  allow: () => null,

  async run(context, { name, tags, description: about }) {
    const { tx, project } = context;
    const id = randomUUID();
    const told = context.effectiveAt;
    const data = {
      ...{ id, projectId: project.id, name, description: about, createdBy: actorId(context) },
      ...(told ? { createdAt: told, updatedAt: told } : {}),
    };
    const { count } = await tx.model.createMany({ data, skipDuplicates: true });
    if (count === 0) throw alreadyExists(`Registered Model (name=${name}) already exists.`);
    const last = new Map(tags.map(({ key, value }) => [key, value]));
    await tx.modelTag.createMany({ data: [...last].map(([key, value]) => ({ modelId: id, key, value })) });
    await context.announce("model", name);
    return id;
  },

  audit: (id, { name, tags, description: about }) => ({
    target: { type: "model", id, name },
    after: { name, tags, description: about },
  }),
  present: (id, context) => presentModel(context, id),
});
