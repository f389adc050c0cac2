import type { AnyOrder } from "@/lib/core/filter/ast";
import { empty, type Sql, sql } from "@/lib/stores/database/database";
import { type Order, type OrderNames, orderOf } from "@/lib/verbs/shared/order";
import { microseconds } from "@/lib/verbs/shared/time-sql";

const modelColumns: OrderNames["attributes"] = {
  name: { expression: sql`m.name`, type: "text" },
  model_id: { expression: sql`m.id`, type: "text" },
  model_type: { expression: sql`m.model_type`, type: "text" },
  status: { expression: sql`m.status`, type: "text" },
  source_run_id: { expression: sql`m.source_run_id`, type: "text", nullable: true },
  creation_timestamp: { expression: microseconds(sql`m.created_at`), type: "bigint" },
  last_updated_timestamp: { expression: microseconds(sql`m.updated_at`), type: "bigint" },
};

const modelEntries = { param: sql`logged_model_param`, tag: sql`logged_model_tag` } as const;

/** An order of logged models, `logged_model m`. `datasets[i]` narrows the metrics (`k`) that the entry i goes by. */
export const loggedModelOrder = (orders: readonly AnyOrder[], datasets: readonly Sql[]): Order =>
  orderOf(orders, {
    attributes: modelColumns,
    joined: (entity, key, alias, index) =>
      entity === "metric"
        ? // A model may have the metric from several runs and datasets: the latest counts.
          sql`LEFT JOIN LATERAL (SELECT k.value FROM logged_model_metric k WHERE k.model_id = m.id AND k.key = ${key} ${datasets[index] ?? empty}
            ORDER BY k.timestamp DESC, k.step DESC, k.run_id LIMIT 1) ${alias} ON true`
        : sql`LEFT JOIN ${modelEntries[entity]} ${alias} ON ${alias}.model_id = m.id AND ${alias}.key = ${key}`,
  });
