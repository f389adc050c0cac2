import type { FilterOf, runTarget } from "@/lib/core/filter/targets";
import { type Sql, sql } from "@/lib/stores/database/database";
import { type Names, whereOf } from "@/lib/verbs/shared/where";

const runAttributes = {
  run_id: sql`run.id`,
  run_name: sql`run.name`,
  user_id: sql`run.user_name`,
  status: sql`run.status`,
  artifact_uri: sql`run.artifact_uri`,
  start_time: sql`run.start_time`,
  end_time: sql`run.end_time`,
} as const;

const keyed = { metric: sql`run_metric`, param: sql`run_param`, tag: sql`run_tag` } as const;

const datasetColumns: Readonly<Record<string, Sql>> = {
  name: sql`d.name`,
  digest: sql`d.digest`,
  context: sql`(SELECT t ->> 'value' FROM jsonb_array_elements(rd.tags) t WHERE t ->> 'key' = 'mlflow.data.context' LIMIT 1)`,
};

const runNames: Names = {
  attributes: runAttributes,
  having: (entity, key, condition) =>
    entity === "dataset"
      ? sql`EXISTS (SELECT FROM run_dataset rd JOIN dataset d ON d.id = rd.dataset_id
          WHERE rd.run_id = run.id AND ${condition(datasetColumns[key] ?? sql`NULL::text`)})`
      : sql`EXISTS (SELECT FROM ${keyed[entity]} k WHERE k.run_id = run.id AND k.key = ${key} AND ${condition(sql`k.value`)})`,
};

/** A runs filter as a condition on the table `run`. */
export const runFilter = (filter: FilterOf<typeof runTarget>): Sql => whereOf(filter, runNames);
