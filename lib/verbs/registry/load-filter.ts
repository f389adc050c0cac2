import { invalid } from "@/lib/core/errors";
import type { AnyClause, AnyFilter, AnyOrder } from "@/lib/core/filter/ast";
import { FilterError } from "@/lib/core/filter/filter-error";
import { likeToSql } from "@/lib/core/filter/like";
import { join, type Sql, sql } from "@/lib/stores/database/database";

/** What the names of a filter are in SQL. An attribute that many rows hold (aliases) comes as `exists`. */
export type Names = {
  attribute(key: string): Sql | undefined;
  exists(entity: "tag" | "attribute", key: string, condition: (value: Sql) => Sql): Sql;
};

/** Runs a parser of core; its error points at the word. */
export function parsed<T>(field: "filter" | "orderBy", parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof FilterError)
      throw invalid(error.message, [
        { pointer: `/${field}`, message: error.message, start: error.start, end: error.end },
      ]);
    throw error;
  }
}

/** A filter as a condition that is true or false, never NULL: what lacks the name matches only `IS NULL`. */
export function whereOf(filter: AnyFilter, names: Names): Sql {
  switch (filter.kind) {
    case "and":
      return filter.items.length === 0 ? sql`true` : sql`(${join(all(filter.items, names), " AND ")})`;
    case "or":
      return sql`(${join(all(filter.items, names), " OR ")})`;
    case "not":
      return sql`NOT ${whereOf(filter.item, names)}`;
    default:
      return clauseOf(filter, names);
  }
}
const all = (items: readonly AnyFilter[], names: Names) => items.map((item) => whereOf(item, names));

function clauseOf(clause: AnyClause, names: Names): Sql {
  const entity = clause.entity === "tag" ? "tag" : "attribute";
  const column = clause.entity === "attribute" ? names.attribute(clause.key) : undefined;
  if (clause.kind === "null") {
    const there = column ? sql`${column} IS NOT NULL` : names.exists(entity, clause.key, () => sql`true`);
    return clause.negated ? there : sql`NOT (${there})`;
  }
  const compare = (value: Sql) => comparison(clause, value);
  return sql`coalesce(${column ? compare(column) : names.exists(entity, clause.key, compare)}, false)`;
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

function comparison(clause: Exclude<AnyClause, { kind: "null" }>, value: Sql): Sql {
  if (clause.kind === "in")
    return clause.negated
      ? sql`${value} <> ALL(${[...clause.values]}::text[])`
      : sql`${value} = ANY(${[...clause.values]}::text[])`;
  if (clause.kind === "number") return sql`${value} ${operators[clause.op]} ${clause.value}::float8`;
  const wanted = clause.op === "LIKE" || clause.op === "ILIKE" ? likeToSql(clause.value) : clause.value;
  return sql`${value} ${operators[clause.op]} ${wanted}::text`;
}

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

/** Prompts are models with this tag: clients that do not name it do not see them. */
export const promptTag = "mlflow.prompt.is_prompt";

/** `!= 'true'` on the prompt tag must match what lacks it; every other `!=` must not. */
export function withoutPrompts(filter: AnyFilter): AnyFilter {
  if (filter.kind === "and" || filter.kind === "or")
    return { ...filter, items: filter.items.map(withoutPrompts) };
  if (filter.kind === "not") return { ...filter, item: withoutPrompts(filter.item) };
  if (filter.kind === "text" && filter.entity === "tag" && filter.key === promptTag && filter.op === "!=")
    return { kind: "not", item: { ...filter, op: "=" } };
  return filter;
}
