import { z } from "zod";
import { runId } from "@/lib/core/fields";
import { run } from "@/lib/core/tracking/runs/run";
import { read } from "@/lib/verbs/kernel";
import { completeRuns } from "./shared/complete-runs";
import { findRun } from "./shared/runs";

export const getRun = read({
  name: "get-run",
  summary: "One run with its params, latest metrics, tags, datasets and models, deleted or not",
  needs: "read",
  input: z.strictObject({ runId }),
  output: run,

  async run(context, input) {
    const row = await findRun(context.stores.database.prisma, context, input.runId);
    const [complete] = await completeRuns(context.stores.database, [row]);
    return complete ?? Promise.reject(new Error("a found run is complete"));
  },
});
