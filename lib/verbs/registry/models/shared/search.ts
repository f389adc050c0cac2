import type { AnyFilter, AnyOrder } from "@/lib/core/filter/ast";
import { join, type Sql, sql } from "@/lib/stores/database/database";

/** ORDER BY's list; every entry is an attribute here. */
export const orderOf = (orders: readonly AnyOrder[], columns: Record<string, Sql>): Sql =>
  join(
    orders.flatMap(({ key, descending }) => {
      const column = columns[key];
      return column ? [sql`${column} ${descending ? sql`DESC` : sql`ASC`} NULLS LAST`] : [];
    }),
    ", ",
  );

/** Does the filter speak of that tag? */
export function namesTag(filter: AnyFilter, key: string): boolean {
  if (filter.kind === "and" || filter.kind === "or") return filter.items.some((item) => namesTag(item, key));
  if (filter.kind === "not") return namesTag(filter.item, key);
  return filter.entity === "tag" && filter.key === key;
}
