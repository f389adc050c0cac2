import type { experimentTarget, FilterOf } from "@/lib/core/filter/targets";
import { never, type Sql, sql } from "@/lib/stores/database/database";
import { msOf } from "@/lib/verbs/shared/time-sql";
import { type Names, whereOf } from "@/lib/verbs/shared/where";

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
