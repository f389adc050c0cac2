import type { AnyOrder } from "@/lib/core/filter/ast";
import { empty, sql } from "@/lib/stores/database/database";
import { type Order, orderOf } from "@/lib/verbs/shared/order";
import { microseconds } from "@/lib/verbs/shared/time-sql";

/** An order of experiments, `experiment e`. */
export const experimentOrder = (orders: readonly AnyOrder[]): Order =>
  orderOf(orders, {
    attributes: {
      name: { expression: sql`e.name`, type: "text" },
      experiment_id: { expression: sql`e.id`, type: "bigint" },
      creation_time: { expression: microseconds(sql`e.created_at`), type: "bigint" },
      last_update_time: { expression: microseconds(sql`e.updated_at`), type: "bigint" },
    },
    joined: () => empty,
  });
