import { randomBytes, randomInt } from "node:crypto";
import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { epochMs, experimentId, text } from "@/lib/core/fields";
import { cutValue, loggedKey } from "@/lib/core/tracking/mlflow-limits";
import { runInfo } from "@/lib/core/tracking/runs/run";
import { randomRunName } from "@/lib/core/tracking/runs/run-name";
import { tag } from "@/lib/core/tracking/tag";
import { actorId, write } from "@/lib/verbs/kernel";
import { holdExperiment, locationOf } from "@/lib/verbs/tracking/experiments/shared/experiments";
import { requireActive } from "@/lib/verbs/tracking/shared/active";
import { toRunInfo } from "./shared/runs";

export const createRun = write({
  name: "create-run",
  summary: "Start a run",
  needs: "runs:write",
  body: "batch",
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

  load: (context, input) => holdExperiment(context, input.experimentId ?? 0n),
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
        artifactUri: locationOf(experiment, `${id}/artifacts`),
        createdBy: actorId(context),
        tokenId: context.actor.kind === "token" ? context.actor.tokenId : null,
        tags: { create: tags },
      },
    });
    await context.announce("run", id);
    return { ...toRunInfo(row), tags: tags.map(({ key, value }) => ({ key, value })) };
  },

  audit: { none: "telemetry" },
  present: (done) => done,
});

type Tag = { key: string; value: string };
type StoredTag = Tag & { originalLength: number | null };

/** The run's name and its tag mlflow.runName say the same, both cut to a tag's length; without either, a name is made up. */
function named(runName: string | undefined, given: Tag[]): { name: string; tags: StoredTag[] } {
  const tags = [...new Map(given.map((tag) => [tag.key, tag])).values()];
  const tagged = tags.find(({ key }) => key === "mlflow.runName")?.value;
  if (runName && tagged && runName !== tagged)
    throw invalid(
      `Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='${runName}', mlflow.runName='${cutValue("tag", tagged).value}').`,
    );
  const name = { key: "mlflow.runName", value: runName || tagged || randomRunName(randomInt) };
  const stored = ({ key, value }: Tag) => ({ key, ...cutValue("tag", value) });
  return {
    name: stored(name).value,
    tags: [...tags.filter(({ key }) => key !== name.key), name].map(stored),
  };
}
