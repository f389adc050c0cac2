import type { AnyOrder } from "@/lib/core/filter/ast";
import { empty, join, type Sql, sql } from "@/lib/stores/database/database";

export type KeyType = "text" | "bigint" | "float8" | "integer";

/** One sort key: an expression that is never NULL, so that pages can go on by comparing with it. */
export type SortKey = { expression: Sql; type: KeyType; descending: boolean };

/** An order as SQL: what must be joined to see the values, and the sort keys. */
export type Order = { joins: Sql; keys: SortKey[] };

type Column = { expression: Sql; type: KeyType; nullable?: boolean };

export type OrderNames = {
  attributes: Readonly<Record<string, Column>>;
  /** Joins the entry of that key; `alias` is o0, o1 … */
  joined(entity: "metric" | "param" | "tag", key: string, alias: Sql, index: number): Sql;
};

// Aliases come from a closed list: an order has at most 20 entries and the tie-break.
const aliases = [
  sql`o0`,
  sql`o1`,
  sql`o2`,
  sql`o3`,
  sql`o4`,
  sql`o5`,
  sql`o6`,
  sql`o7`,
  sql`o8`,
  sql`o9`,
  sql`o10`,
  sql`o11`,
  sql`o12`,
  sql`o13`,
  sql`o14`,
  sql`o15`,
  sql`o16`,
  sql`o17`,
  sql`o18`,
  sql`o19`,
  sql`o20`,
  sql`o21`,
  sql`o22`,
] as const;

/** Numbers, then NaN, then what is missing, in both directions; texts by their bytes' order. */
export function orderOf(orders: readonly AnyOrder[], names: OrderNames): Order {
  const joins: Sql[] = [];
  const keys = orders.flatMap(({ entity, key, descending }, index): SortKey[] => {
    if (entity === "attribute") {
      const column = names.attributes[key];
      if (!column) throw new Error(`the order's attribute ${key} has no column`);
      return keysOf(column.expression, column.type, descending, column.nullable === true);
    }
    const alias = aliases[index] ?? sql`o`;
    joins.push(names.joined(entity, key, alias, index));
    return keysOf(sql`${alias}.value`, entity === "metric" ? "float8" : "text", descending, true);
  });
  return { joins: joins.length === 0 ? empty : join(joins, " "), keys };
}

function keysOf(value: Sql, type: KeyType, descending: boolean, nullable: boolean): SortKey[] {
  if (!nullable)
    return [{ expression: type === "text" ? sql`${value} COLLATE "C"` : value, type, descending }];
  const rank =
    type === "float8"
      ? sql`CASE WHEN ${value} IS NULL THEN 2 WHEN ${value} = 'NaN' THEN 1 ELSE 0 END`
      : sql`CASE WHEN ${value} IS NULL THEN 1 ELSE 0 END`;
  const missing = type === "text" ? sql`''` : sql`0`;
  const filled =
    type === "text" ? sql`coalesce(${value}, ${missing}) COLLATE "C"` : sql`coalesce(${value}, ${missing})`;
  return [
    { expression: rank, type: "integer", descending: false },
    { expression: filled, type, descending },
  ];
}

/** ORDER BY's list. */
export const orderBy = ({ keys }: Order): Sql =>
  join(keys.map(({ expression, descending }) => (descending ? sql`${expression} DESC` : sql`${expression}`)));

/** The keys of a row as one JSON array of texts: what a page token carries. */
export const keysOfRow = ({ keys }: Order): Sql =>
  sql`json_build_array(${join(keys.map(({ expression }) => sql`(${expression})::text`))})`;

const casts = {
  text: sql`text`,
  bigint: sql`bigint`,
  float8: sql`float8`,
  integer: sql`integer`,
  time: sql`timestamptz`,
} as const;

/** What comes after a row with these keys. */
export function after({ keys }: Order, values: readonly string[]): Sql {
  const [key, ...rest] = keys;
  const [value = "", ...others] = values;
  if (!key) return sql`false`;
  const { expression, descending, type } = key;
  const at = sql`${value}::${casts[type]}`;
  const beyond = descending ? sql`${expression} < ${at}` : sql`${expression} > ${at}`;
  return sql`(${beyond} OR (${expression} = ${at} AND ${after({ joins: empty, keys: rest }, others)}))`;
}
