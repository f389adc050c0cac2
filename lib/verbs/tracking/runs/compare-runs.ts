import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { runId } from "@/lib/core/fields";
import { run } from "@/lib/core/tracking/runs/run";
import { read } from "@/lib/verbs/kernel";
import { completeRuns } from "./shared/complete-runs";

const difference = z.object({ key: z.string(), differs: z.boolean() });

export const compareRuns = read({
  name: "compare-runs",
  summary: "2 to 50 runs side by side, and which params, metrics and tags differ between them",
  needs: "read",
  search: true,
  input: z.strictObject({
    runs: z.array(runId).min(1, "name at least one run").max(50, "at most 50 runs are compared at once"),
  }),
  output: z.object({
    runs: z.array(run.extend({ experimentName: z.string() })),
    params: z.array(difference),
    metrics: z.array(difference),
    tags: z.array(difference),
  }),

  async run({ project, stores: { database } }, input) {
    const ids = [...new Set(input.runs)];
    const rows = await database.prisma.run.findMany({
      where: { id: { in: ids }, projectId: project.id },
      include: { experiment: true },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const missing = ids.find((id) => !byId.has(id));
    if (missing !== undefined) throw notFound(`Run with id=${missing} not found`);
    const ordered = ids.flatMap((id) => byId.get(id) ?? []);
    const complete = await completeRuns(database, ordered);
    const runs = complete.map((one) => ({ ...one, experimentName: byId.get(one.id)?.experiment.name ?? "" }));
    return {
      runs,
      params: differences(runs.map((one) => one.params)),
      metrics: differences(runs.map((one) => one.metrics)),
      tags: differences(runs.map((one) => one.tags.filter(({ key }) => !key.startsWith("mlflow.")))),
    };
  },
});

/** Every key of the runs; it differs where a run lacks it or two runs have other values. */
function differences(lists: readonly (readonly { key: string; value: string | number }[])[]) {
  const maps = lists.map((list) => new Map(list.map(({ key, value }) => [key, value])));
  const keys = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort();
  return keys.map((key) => ({
    key,
    differs: !maps.every((map) => map.has(key) && Object.is(map.get(key), maps[0]?.get(key))),
  }));
}
