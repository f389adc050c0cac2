import { z } from "zod";
import { experimentId } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { requireActive } from "@/lib/verbs/tracking/shared/active";
import { experimentTag, lockExperiment } from "./shared/experiments";

export const setExperimentTag = write({
  name: "set-experiment-tag",
  summary: "Set a tag of an experiment",
  needs: "runs:write",
  input: z.strictObject({ experimentId, ...experimentTag.shape }),
  output: z.object({ key: z.string(), value: z.string() }),

  load: (context, input) => lockExperiment(context, input.experimentId),
  allow: () => null,

  async run({ tx, announce }, { key, value }, stored) {
    requireActive("experiment", String(stored.id), stored.lifecycleStage);
    const experimentId_key = { experimentId: stored.id, key };
    const before = await tx.experimentTag.findUnique({ where: { experimentId_key } });
    await tx.experimentTag.upsert({
      where: { experimentId_key },
      create: { ...experimentId_key, value },
      update: { value },
    });
    await announce("experiment", String(stored.id));
    return { key, value, before: before?.value ?? null };
  },

  audit: ({ key, value, before }, _input, { id, name }) => ({
    target: { type: "experiment", id: String(id), name },
    before: { key, value: before },
    after: { key, value },
  }),
  present: ({ key, value }) => ({ key, value }),
});
