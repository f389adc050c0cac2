import { z } from "zod";
import { alreadyExists } from "@/lib/core/errors";
import { text } from "@/lib/core/fields";
import { checkArtifactLocation } from "@/lib/core/tracking/mlflow-limits";
import { actorId, write } from "@/lib/verbs/kernel";
import { experimentName, experimentTag } from "./shared/experiments";
import { requireOwnLocation } from "./shared/locations";

export const createExperiment = write({
  name: "create-experiment",
  summary: "Make an experiment",
  needs: "runs:write",
  input: z.strictObject({
    name: experimentName,
    artifactLocation: text(10_000)
      .superRefine((location, context) => {
        const fault = checkArtifactLocation(location);
        if (fault !== null) context.addIssue(fault);
      })
      // But not the slash of a root, "s3://" or "/".
      .transform((location) => location.replace(/(?<=[^/:])\/+$/, ""))
      .optional(),
    tags: z.array(experimentTag).max(1000).default([]),
  }),
  output: z.object({ id: z.string() }),

  async load({ tx, project }, { name }) {
    const same = await tx.experiment.findFirst({ where: { projectId: project.id, name } });
    if (!same) return null;
    const trashed =
      same.lifecycleStage === "deleted" ? " It is in the trash: restore it, or choose another name." : "";
    throw alreadyExists(`Experiment(name=${name}) already exists.${trashed}`);
  },
  allow: () => null,

  async run(context, { name, artifactLocation, tags }) {
    const { tx, project } = context;
    if (artifactLocation) await requireOwnLocation(tx, context, artifactLocation);
    const made = await tx.experiment.create({
      data: {
        projectId: project.id,
        name,
        artifactLocation: artifactLocation ?? "",
        createdBy: actorId(context),
        // The last of equal keys wins.
        tags: { create: [...new Map(tags.map((tag) => [tag.key, tag])).values()] },
      },
    });
    if (!artifactLocation)
      await tx.experiment.update({
        where: { id: made.id },
        data: { artifactLocation: `mlflow-artifacts:/${made.id}` },
      });
    await context.announce("experiment", String(made.id));
    return made;
  },

  audit: ({ id, name }) => ({ target: { type: "experiment", id: String(id), name }, after: { name } }),
  present: ({ id }) => ({ id: String(id) }),
});
