import type { experimentTarget, FilterOf, loggedModelTarget, runTarget } from "@/lib/core/filter/targets";
import { empty, type Sql, sql } from "@/lib/stores/database/database";
import { type Names, whereOf } from "./load-where";

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

const never = sql`false`;

const experimentNames: Names = {
  attributes: {
    name: sql`e.name`,
    creation_time: msOf(sql`e.created_at`),
    last_update_time: msOf(sql`e.updated_at`),
  },
  having: (entity, key, condition) =>
    entity === "tag"
      ? sql`EXISTS (SELECT FROM experiment_tag k WHERE k.experiment_id = e.id AND k.key = ${key} AND ${condition(sql`k.value`)})`
      : never,
};

/** An experiments filter as a condition on the table `experiment e`. */
export const experimentFilter = (filter: FilterOf<typeof experimentTarget>): Sql =>
  whereOf(filter, experimentNames);

const modelEntries = {
  metric: sql`logged_model_metric`,
  param: sql`logged_model_param`,
  tag: sql`logged_model_tag`,
} as const;

/** A logged-models filter as a condition on the table `logged_model m`; metrics only those that `dataset` lets through. */
export const loggedModelFilter = (filter: FilterOf<typeof loggedModelTarget>, dataset: Sql): Sql =>
  whereOf(filter, {
    attributes: {
      name: sql`m.name`,
      model_id: sql`m.id`,
      model_type: sql`m.model_type`,
      // A filter says READY, as MLflow's clients do.
      status: sql`CASE m.status WHEN 'LOGGED_MODEL_UPLOAD_FAILED' THEN 'FAILED' ELSE substr(m.status, 14) END`,
      source_run_id: sql`m.source_run_id`,
      creation_timestamp: msOf(sql`m.created_at`),
      last_updated_timestamp: msOf(sql`m.updated_at`),
    },
    having: (entity, key, condition) =>
      entity === "dataset"
        ? never
        : sql`EXISTS (SELECT FROM ${modelEntries[entity]} k WHERE k.model_id = m.id AND k.key = ${key}
            ${entity === "metric" ? dataset : empty} AND ${condition(sql`k.value`)})`,
  });

/** A time as the wire says it: whole ms since 1970. */
export function msOf(time: Sql): Sql {
  return sql`floor(extract(epoch FROM ${time}) * 1000)::bigint`;
}
