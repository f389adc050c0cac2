import type { AnyOrder } from "@/lib/core/filter/ast";
import { sql } from "@/lib/stores/database/database";
import { type Order, type OrderNames, orderOf } from "@/lib/verbs/shared/order";

const runColumns: OrderNames["attributes"] = {
  run_id: { expression: sql`run.id`, type: "text" },
  run_name: { expression: sql`run.name`, type: "text" },
  user_id: { expression: sql`run.user_name`, type: "text" },
  status: { expression: sql`run.status`, type: "text" },
  artifact_uri: { expression: sql`run.artifact_uri`, type: "text" },
  start_time: { expression: sql`run.start_time`, type: "bigint" },
  end_time: { expression: sql`run.end_time`, type: "bigint", nullable: true },
};

const runEntries = { metric: sql`run_metric`, param: sql`run_param`, tag: sql`run_tag` } as const;

/** An order of runs: put `joins` behind FROM run, `orderBy(order)` behind ORDER BY. */
export const runOrder = (orders: readonly AnyOrder[]): Order =>
  orderOf(orders, {
    attributes: runColumns,
    joined: (entity, key, alias) =>
      sql`LEFT JOIN ${runEntries[entity]} ${alias} ON ${alias}.run_id = run.id AND ${alias}.key = ${key}`,
  });
