import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { nothing, runId, text } from "@/lib/core/fields";
import { write } from "@/lib/verbs/kernel";
import { requireActive } from "@/lib/verbs/tracking/shared/active";
import { lockRun } from "./shared/runs";

export const deleteRunTag = write({
  name: "delete-run-tag",
  summary: "Take a tag away from a run",
  needs: "runs:write",
  input: z.strictObject({ runId, key: text(250).min(1) }),
  output: nothing,

  load: (context, input) => lockRun(context, input.runId),
  allow: () => null,

  async run({ tx, announce }, { key }, stored) {
    requireActive("run", stored.id, stored.lifecycleStage);
    const { count } = await tx.runTag.deleteMany({ where: { runId: stored.id, key } });
    if (count === 0) throw notFound(`No tag with name: ${key} in run with id ${stored.id}`);
    await announce("run", stored.id);
  },

  audit: { none: "telemetry" },
  present: () => ({}),
});
