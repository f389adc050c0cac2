import { z } from "zod";
import { runId } from "@/lib/core/fields";
import { sql } from "@/lib/stores/database/database";
import { write } from "@/lib/verbs/kernel";
import { lockRuns } from "./shared/locked-runs";

export const deleteRuns = write({
  name: "delete-runs",
  summary: "Move runs to the trash; again is no error",
  needs: "runs:write",
  input: z.strictObject({ runs: z.array(runId).min(1).max(1000) }),
  output: z.object({ deleted: z.array(z.string()) }),

  load: (context, { runs }) => lockRuns(context, runs),
  allow: () => null,

  async run({ tx, announce }, _input, runs) {
    const active = runs.filter(({ lifecycleStage }) => lifecycleStage === "active").map(({ id }) => id);
    await tx.$executeRaw(
      sql`UPDATE run SET lifecycle_stage = 'deleted', deleted_at = now() WHERE id = ANY(${active}::text[])`,
    );
    await announce("run", ...active.slice(0, 50));
    return active;
  },

  audit: (deleted, { runs }) => ({
    target: { type: "run", id: runs.length === 1 ? (runs[0] ?? "") : `${runs.length} runs` },
    after: { deleted },
  }),
  present: (deleted) => ({ deleted }),
});
