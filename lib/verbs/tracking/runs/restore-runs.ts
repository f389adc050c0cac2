import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { runId } from "@/lib/core/fields";
import { sql } from "@/lib/stores/database/database";
import { write } from "@/lib/verbs/kernel";
import { lockRuns } from "./shared/locked-runs";

export const restoreRuns = write({
  name: "restore-runs",
  summary: "Take runs back from the trash; again is no error",
  needs: "runs:write",
  input: z.strictObject({ runs: z.array(runId).min(1).max(1000) }),
  output: z.object({ restored: z.array(z.string()) }),

  load: (context, { runs }) => lockRuns(context, runs),
  allow: () => null,

  async run({ tx, announce }, _input, runs) {
    const ids = [...new Set(runs.map(({ experimentId }) => experimentId))];
    const trashed = await tx.experiment.findFirst({ where: { id: { in: ids }, lifecycleStage: "deleted" } });
    if (trashed)
      throw invalid(
        `The experiment ${trashed.name} is in the trash: restore it first, its runs come back with it.`,
      );
    const deleted = runs.filter(({ lifecycleStage }) => lifecycleStage === "deleted").map(({ id }) => id);
    await tx.$executeRaw(
      sql`UPDATE run SET lifecycle_stage = 'active', deleted_at = NULL WHERE id = ANY(${deleted}::text[])`,
    );
    await announce("run", ...deleted.slice(0, 50));
    return deleted;
  },

  audit: (restored, { runs }) => ({
    target: { type: "run", id: runs.length === 1 ? (runs[0] ?? "") : `${runs.length} runs` },
    after: { restored },
  }),
  present: (restored) => ({ restored }),
});
