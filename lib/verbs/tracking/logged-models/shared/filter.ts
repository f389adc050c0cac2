import type { FilterOf, loggedModelTarget } from "@/lib/core/filter/targets";
import { empty, never, type Sql, sql } from "@/lib/stores/database/database";
import { msOf } from "@/lib/verbs/shared/time-sql";
import { whereOf } from "@/lib/verbs/shared/where";

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
