import type { AnyClause, AnyFilter, TextOp } from "@/lib/core/filter/ast";
import { likeToSql } from "@/lib/core/filter/like";
import { matchesMissing } from "@/lib/core/filter/matches-filter";
import { numericTextPattern } from "@/lib/core/filter/numeric-text";
import { join, type Sql, sql } from "@/lib/stores/database/database";

type Condition = (value: Sql) => Sql;
/** Says that the thing has such an entry whose value meets the condition. */
type Having = (condition: Condition) => Sql;

/**
 * What the names of a filter are in SQL: attributes come from a fixed table of columns, or of `lists` where many rows hold
 * them (a version's aliases); `having` looks the other entries up. Keys and values are parameters, always.
 */
export type Names = {
  attributes: Readonly<Record<string, Sql>>;
  lists?: Readonly<Record<string, Having>>;
  having(entity: "metric" | "param" | "tag" | "dataset", key: string, condition: Condition): Sql;
};

/** A filter as a condition that is true or false, never NULL, so that NOT is the complement. */
export function whereOf(filter: AnyFilter, names: Names): Sql {
  switch (filter.kind) {
    case "and":
      return filter.items.length === 0 ? sql`true` : sql`(${join(all(filter.items, names), " AND ")})`;
    case "or":
      return sql`(${join(all(filter.items, names), " OR ")})`;
    case "not":
      return sql`(NOT ${whereOf(filter.item, names)})`;
    default:
      return clauseOf(filter, names);
  }
}
const all = (items: readonly AnyFilter[], names: Names) => items.map((item) => whereOf(item, names));

function clauseOf(clause: AnyClause, names: Names): Sql {
  const { entity, key } = clause;
  if (entity !== "attribute") return entryOf(clause, (condition) => names.having(entity, key, condition));
  const list = names.lists?.[key];
  if (list) return entryOf(clause, list);
  const column = names.attributes[key];
  if (!column) throw new Error(`the filter's attribute ${key} has no column`);
  if (clause.kind === "null") return clause.negated ? sql`${column} IS NOT NULL` : sql`${column} IS NULL`;
  return sql`coalesce(${comparison(clause, column)}, false)`;
}

function entryOf(clause: AnyClause, having: Having): Sql {
  const there = having(() => sql`true`);
  if (clause.kind === "null") return clause.negated ? there : sql`(NOT ${there})`;
  const met = having((value) => comparison(clause, value));
  return matchesMissing(clause) ? sql`(${met} OR NOT ${there})` : met;
}

const operators = {
  "=": sql`=`,
  "!=": sql`<>`,
  ">": sql`>`,
  ">=": sql`>=`,
  "<": sql`<`,
  "<=": sql`<=`,
  LIKE: sql`LIKE`,
  ILIKE: sql`ILIKE`,
} as const;
const isLike = (op: TextOp) => op === "LIKE" || op === "ILIKE";

function comparison(clause: Exclude<AnyClause, { kind: "null" }>, value: Sql): Sql {
  if (clause.kind === "in")
    return clause.negated
      ? sql`${value} <> ALL(${[...clause.values]}::text[])`
      : sql`${value} = ANY(${[...clause.values]}::text[])`;
  if (clause.kind === "text")
    return sql`${value} ${operators[clause.op]} ${isLike(clause.op) ? likeToSql(clause.value) : clause.value}::text`;
  const compared = (number: Sql) => sql`${number} ${operators[clause.op]} ${clause.value}::float8`;
  if (clause.entity === "param")
    // CASE, because AND may cast before it looks.
    return sql`CASE WHEN ${value} ~ ${numericTextPattern} THEN ${compared(sql`${value}::float8`)} ELSE false END`;
  // PostgreSQL sorts NaN above every number; here it is none of them, so it only differs.
  const aboveNaN = clause.entity === "metric" && (clause.op === ">" || clause.op === ">=");
  return aboveNaN ? sql`(${compared(value)} AND ${value} <> 'NaN'::float8)` : compared(value);
}
