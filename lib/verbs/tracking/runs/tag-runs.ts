import { z } from "zod";
import { runId, text } from "@/lib/core/fields";
import { loggedKey } from "@/lib/core/tracking/mlflow-limits";
import { sql } from "@/lib/stores/database/database";
import { write } from "@/lib/verbs/kernel";
import { requireActive } from "@/lib/verbs/tracking/shared/active";
import { lockRuns } from "./shared/locked-runs";

export const tagRuns = write({
  name: "tag-runs",
  summary: "Set one tag on several runs, or take it away",
  needs: "runs:write",
  input: z.strictObject({
    runs: z.array(runId).min(1).max(1000),
    key: loggedKey("tag"),
    value: text(8000).nullable(),
  }),
  output: z.object({ tagged: z.number() }),

  load: (context, { runs }) => lockRuns(context, runs),
  allow: () => null,

  async run({ tx, announce }, { key, value }, runs) {
    for (const run of runs) requireActive("run", run.id, run.lifecycleStage);
    const ids = runs.map(({ id }) => id);
    if (value === null)
      await tx.$executeRaw(sql`DELETE FROM run_tag WHERE run_id = ANY(${ids}::text[]) AND key = ${key}`);
    else
      await tx.$executeRaw(sql`INSERT INTO run_tag (run_id, key, value) SELECT id, ${key}, ${value} FROM unnest(${ids}::text[]) AS r (id) ORDER BY id
        ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value, original_length = NULL`);
    if (key === "mlflow.runName" && value)
      await tx.$executeRaw(sql`UPDATE run SET name = ${value} WHERE id = ANY(${ids}::text[])`);
    await announce("run", ...ids.slice(0, 50));
    return ids.length;
  },

  audit: (tagged, { runs, key, value }) => ({
    target: { type: "run", id: runs.length === 1 ? (runs[0] ?? "") : `${runs.length} runs` },
    after: { tagged, key, value, runs },
  }),
  present: (tagged) => ({ tagged }),
});
