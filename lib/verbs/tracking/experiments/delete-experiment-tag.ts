import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { experimentId, nothing, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { requireActive } from "@/lib/verbs/tracking/shared/active";
import { lockExperiment } from "./shared/experiments";

export const deleteExperimentTag = write({
  name: "delete-experiment-tag",
  summary: "Take a tag away from an experiment",
  needs: "runs:write",
  input: z.strictObject({ experimentId, key: text(250).min(1) }),
  output: nothing,

  load: (context, input) => lockExperiment(context, input.experimentId),
  allow: () => null,

  async run({ tx, announce }, { key }, stored) {
    requireActive("experiment", String(stored.id), stored.lifecycleStage);
    const where = { experimentId_key: { experimentId: stored.id, key } };
    const tag = await tx.experimentTag.findUnique({ where });
    if (!tag) throw notFound(`No tag with name: ${key} in experiment with id ${stored.id}`);
    await tx.experimentTag.delete({ where });
    await announce("experiment", String(stored.id));
    return tag;
  },

  audit: ({ key, value }, _input, { id, name }) => ({
    target: { type: "experiment", id: String(id), name },
    before: { key, value },
  }),
  present: () => ({}),
});
