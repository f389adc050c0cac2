import { z } from "zod";
import { epochMs, runId, text } from "@/lib/core/fields";
import { isRunStatus, runInfo, runStatuses } from "@/lib/core/tracking/runs/run";
import { write } from "@/lib/verbs/kernel";
import { requireActive } from "@/lib/verbs/tracking/shared/active";
import { lockRun, toRunInfo } from "./shared/runs";

export const updateRun = write({
  name: "update-run",
  summary: "Set a run's status, end time or name",
  needs: "runs:write",
  // An unknown status is ignored, as MLflow's clients expect of it.
  input: z.strictObject({
    runId,
    status: z.preprocess(byNumber, text(64)).optional(),
    endTime: epochMs.optional(),
    runName: text(250).optional(),
  }),
  output: runInfo,

  load: async (context, input) => lockRun(context, input.runId),
  allow: () => null,

  async run({ tx, announce }, { status, endTime, runName }, stored) {
    requireActive("run", stored.id, stored.lifecycleStage);
    const name = runName || stored.name;
    const row = await tx.run.update({
      where: { id: stored.id },
      data: {
        name,
        ...(status !== undefined && isRunStatus(status) ? { status } : {}),
        ...(endTime !== undefined ? { endTime } : {}),
      },
    });
    if (name !== stored.name)
      await tx.runTag.upsert({
        where: { runId_key: { runId: stored.id, key: "mlflow.runName" } },
        create: { runId: stored.id, key: "mlflow.runName", value: name },
        update: { value: name },
      });
    await announce("run", stored.id);
    return row;
  },

  audit: { none: "telemetry" },
  present: toRunInfo,
});

/** Enums come by name or by number: 1 is RUNNING. */
function byNumber(value: unknown): unknown {
  return typeof value === "number" ? (runStatuses[value - 1] ?? String(value)) : value;
}
