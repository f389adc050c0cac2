import type { AnyClause, AnyFilter } from "./ast";
import { nextToken } from "./lexer";
import { prefixOf } from "./targets";

/** The text that reads back as this filter. Error: a key with both a backtick and a double quote has no text. */
export function printFilter(filter: AnyFilter): string {
  switch (filter.kind) {
    case "and":
      return filter.items
        .map((item) => (item.kind === "or" ? `(${printFilter(item)})` : printFilter(item)))
        .join(" AND ");
    case "or":
      return filter.items.map(printFilter).join(" OR ");
    case "not": {
      const inner = printFilter(filter.item);
      return filter.item.kind === "and" || filter.item.kind === "or" ? `NOT (${inner})` : `NOT ${inner}`;
    }
    default:
      return printClause(filter);
  }
}

function printClause(clause: AnyClause): string {
  const name =
    clause.entity === "attribute" ? clause.key : `${prefixOf(clause.entity)}.${printKey(clause.key)}`;
  switch (clause.kind) {
    case "number":
      return `${name} ${clause.op} ${clause.value}`;
    case "text":
      return `${name} ${clause.op} ${printText(clause.value)}`;
    case "in":
      return `${name} ${clause.negated ? "NOT IN" : "IN"} (${clause.values.map(printText).join(", ")})`;
    case "null":
      return `${name} IS ${clause.negated ? "NOT NULL" : "NULL"}`;
  }
}

/** A key as it stands after the dot: bare where that reads back, otherwise in backticks or double quotes. */
export function printKey(key: string): string {
  if (readsBack(`k.${key}`, key)) return key;
  if (!key.includes("`")) return `\`${key}\``;
  if (!key.includes('"') && !key.endsWith("\\")) return `"${key}"`;
  throw new RangeError(`The key ${key} holds both sorts of quotes and cannot be written in a filter.`);
}

function readsBack(text: string, key: string): boolean {
  if (/[`"'\s]/.test(key) || key === "") return false;
  const token = nextToken(text, 0);
  return token.kind === "name" && token.end === text.length && token.key === key;
}

/** A text as a value. E'…' only where neither quote will do, as MLflow does not know it. */
export function printText(value: string): string {
  for (const quote of ["'", '"'])
    if (!value.includes(quote) && !value.endsWith("\\")) return quote + value + quote;
  return `E'${value.replace(/[\\']/g, "\\$&")}'`;
}
