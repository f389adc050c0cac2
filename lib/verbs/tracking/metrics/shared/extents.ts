import { notFound } from "@/lib/core/errors";
import { sql } from "@/lib/stores/database/database";
import type { Extent } from "@/lib/stores/telemetry/series";
import type { Context } from "@/lib/verbs/kernel";

/** Where the points of one metric lie, for those of the runs that have any. Error: not-found for a run that is not of this project. */
export async function metricExtents(
  { stores, project }: Context,
  runs: readonly string[],
  metric: string,
): Promise<Extent[]> {
  const rows = await stores.database.query<
    { runId: string } & { [K in keyof Omit<Extent, "runId">]: bigint | null }
  >(sql`
    SELECT run.id AS "runId", min_step AS "minStep", max_step AS "maxStep", min_timestamp AS "minTimestamp", max_timestamp AS "maxTimestamp"
    FROM run LEFT JOIN run_metric m ON m.run_id = run.id AND m.key = ${metric}
    WHERE run.project_id = ${project.id} AND run.id = ANY(${[...runs]}::text[])`);
  const known = new Set(rows.map((row) => row.runId));
  const missing = runs.find((id) => !known.has(id));
  if (missing !== undefined) throw notFound(`Run with id=${missing} not found`);
  return rows.flatMap(({ runId, minStep, maxStep, minTimestamp, maxTimestamp }) =>
    minStep === null || maxStep === null || minTimestamp === null || maxTimestamp === null
      ? []
      : [{ runId, minStep, maxStep, minTimestamp, maxTimestamp }],
  );
}
