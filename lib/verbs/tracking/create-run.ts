import { randomBytes, randomInt } from "node:crypto";
import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { experimentId, text } from "@/lib/core/fields";
import { cutValue, loggedKey } from "@/lib/core/mlflow-limits";
import { randomRunName } from "@/lib/core/run-name";
import { runInfo, tag } from "@/lib/core/tracking";
import { write } from "@/lib/verbs/kernel";
import { actorId, epochMs, findExperiment, requireActive, toRunInfo } from "./load";

export const createRun = write({
  name: "create-run",
  summary: "Start a run",
  needs: "runs:write",
  input: z.strictObject({
    experimentId: experimentId.optional(),
    userId: text(256).optional(),
    runName: text(250).optional(),
    startTime: epochMs.optional(),
    tags: z
      .array(z.strictObject({ key: loggedKey("tag"), value: text(1_000_000).default("") }))
      .max(1000)
      .default([]),
  }),
  output: runInfo.extend({ tags: z.array(tag) }),

  load: async (context, input) => findExperiment(context.tx, context, input.experimentId ?? 0n),
  allow: () => null,

  async run(context, input, experiment) {
    requireActive("experiment", String(experiment.id), experiment.lifecycleStage);
    const { name, tags } = named(input.runName, input.tags);
    const id = randomBytes(16).toString("hex");
    const row = await context.tx.run.create({
      data: {
        id,
        projectId: context.project.id,
        experimentId: experiment.id,
        name,
        userName: input.userId ?? tags.find(({ key }) => key === "mlflow.user")?.value ?? "",
        // Python's clients always send it; 0 is what old ones send for "unknown".
        startTime: input.startTime || BigInt(Date.now()),
        artifactUri: `${experiment.artifactLocation}/${id}/artifacts`,
        createdBy: actorId(context),
        tokenId: context.actor.kind === "token" ? context.actor.tokenId : null,
        tags: { create: tags.map(({ key, value }) => ({ key, ...cutValue("tag", value) })) },
      },
    });
    await context.announce("run", id);
    return { ...toRunInfo(row), tags };
  },

  audit: { none: "telemetry" },
  present: (done) => done,
});

type Tags = { key: string; value: string }[];

/** The run's name and its tag mlflow.runName say the same; without either, a name is made up. */
function named(runName: string | undefined, given: Tags): { name: string; tags: Tags } {
  const tags = [...new Map(given.map((tag) => [tag.key, tag])).values()];
  const tagged = tags.find(({ key }) => key === "mlflow.runName")?.value;
  if (runName && tagged && runName !== tagged)
    throw invalid(
      `Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='${runName}', mlflow.runName='${tagged}').`,
    );
  const name = runName || tagged || randomRunName(randomInt);
  return {
    name,
    tags: [...tags.filter(({ key }) => key !== "mlflow.runName"), { key: "mlflow.runName", value: name }],
  };
}
