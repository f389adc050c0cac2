import { randomUUID } from "node:crypto";
import { z } from "zod";
import { runId, text } from "@/lib/core/fields";
import { description, registryTag } from "@/lib/core/registry/models/model";
import { version } from "@/lib/core/registry/versions/version";
import { actorId, write } from "@/lib/verbs/kernel";
import { lockModel, touchModel } from "@/lib/verbs/registry/models/shared/models";
import { originalHands } from "./shared/originals";
import { loggedModel, resolveSource } from "./shared/source";
import { presentVersion } from "./shared/versions";

export const createVersion = write({
  name: "create-version",
  summary: "Make the next version of a model from what a run or a logged model holds",
  needs: "registry:write",
  body: "batch",
  input: z.strictObject({
    name: text(256).min(1),
    source: text(4096).min(1),
    // A run that is gone is accepted, as MLflow's clients expect.
    runId: z.union([z.literal(""), runId]).optional(),
    runLink: text(4096).optional(),
    tags: z.array(registryTag).max(1000).default([]),
    description: description.default(""),
    modelId: text(256).optional(),
  }),
  output: version,

  load: (context, { name }) => lockModel(context, name),
  allow: () => null,

  async run(context, input, model) {
    const { tx, project, actor } = context;
    const resolved = await resolveSource(context, input.source);
    const logged = input.modelId ? await loggedModel(context, input.modelId) : null;
    const number = model.lastVersion + 1;
    const row = await tx.version.create({
      data: {
        id: randomUUID(),
        projectId: project.id,
        modelId: model.id,
        number,
        source: input.source,
        storage: resolved.storage,
        runId: input.runId || resolved.runId || logged?.sourceRunId || null,
        runLink: input.runLink ?? null,
        loggedModelId: logged?.id ?? resolved.loggedModelId,
        description: input.description,
        createdBy: actorId(context),
        tokenId: actor.kind === "token" ? actor.tokenId : null,
        originalHands: await originalHands(context, resolved),
        ...(context.effectiveAt ? { createdAt: context.effectiveAt, updatedAt: context.effectiveAt } : {}),
      },
    });
    const last = new Map(input.tags.map(({ key, value }) => [key, value]));
    await tx.versionTag.createMany({
      data: [...last].map(([key, value]) => ({ versionId: row.id, key, value })),
    });
    // Under the model's lock, so that a number is given once and never again.
    await tx.model.update({ where: { id: model.id }, data: { lastVersion: number } });
    await touchModel(context, model);
    return row;
  },

  audit: ({ id, number, source, storage, runId: run }, { tags }, { name }) => ({
    target: { type: "version", id, name: `${name}/${number}` },
    after: { version: number, source, storage, runId: run, stage: "None", tags },
  }),
  present: ({ id }, context) => presentVersion(context, id),
});
