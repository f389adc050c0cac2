import type { Entity } from "./ast";
import { parseWithParts, type Span } from "./parse-filter";
import type { Target } from "./targets";

export type ClauseText = Span & { text: string };

/** What the outermost AND joins, with where each stands: a filter with OR outside is one. Error: FilterError. */
export function clauses(target: Target<Entity, string, string, string>, text: string): ClauseText[] {
  return parseWithParts(target, text).parts.map(({ start, end }) => ({
    start,
    end,
    text: text.slice(start, end),
  }));
}

/** The filter without one of its clauses: for "drop the clause that removed most". */
export const withoutClause = (all: readonly ClauseText[], index: number): string =>
  all
    .filter((_, at) => at !== index)
    .map(({ text }) => text)
    .join(" AND ");
