import type { z } from "zod";
import type { lifecycle } from "@/lib/core/tracking/lifecycle";
import { loopsOf } from "@/lib/core/tracking/runs/loops";
import { type Database, empty, sql } from "@/lib/stores/database/database";

/**
 * What PostgreSQL is told so that it reads one run's tags. With the one key that is meant, and statistics from before a
 * sweep, it may read the index of all parents for each run: 10 000 reach the time limit. Nothing has the other key.
 */
const parentKey = sql`t.key IN ('mlflow.parentRunId', '')`;

/** The runs of these experiments that are their own ancestors, by the tags of MLflow, which forbids no loop. */
export async function loopedRuns(
  database: Database,
  experiments: readonly string[],
  stage: z.output<typeof lifecycle>,
): Promise<Set<string>> {
  const rows = await database.query<{ id: string; experiment: bigint; parent: string | null }>(sql`
    SELECT run.id, run.experiment_id AS experiment,
      (SELECT t.value FROM run_tag t WHERE t.run_id = run.id AND ${parentKey}) AS parent
    FROM run WHERE run.experiment_id = ANY(${[...experiments]}::bigint[]) AND run.lifecycle_stage = ${stage}`);
  const experimentOf = new Map(rows.map(({ id, experiment }) => [id, experiment]));
  const parents = new Map<string, string>();
  for (const { id, experiment, parent } of rows)
    if (parent !== null && experimentOf.get(parent) === experiment) parents.set(id, parent);
  return new Set(loopsOf(parents));
}

/**
 * The runs below one, or the roots of the tree. A run whose parent is gone or in the trash is a root, and so are the
 * members of a loop: every run stands in the tree, and stands there once.
 */
export function underParent(parent: string | undefined, looped: ReadonlySet<string>) {
  if (parent === undefined) return empty;
  if (parent !== "roots")
    return sql`AND EXISTS (SELECT FROM run_tag t WHERE t.run_id = run.id AND t.key = 'mlflow.parentRunId' AND t.value = ${parent})
      AND run.id <> ALL(${[...looped]}::text[])`;
  return sql`AND (run.id = ANY(${[...looped]}::text[]) OR NOT coalesce((
    SELECT p.experiment_id = run.experiment_id AND p.lifecycle_stage = run.lifecycle_stage
    FROM run_tag t JOIN run p ON p.id = t.value WHERE t.run_id = run.id AND ${parentKey}), false))`;
}
