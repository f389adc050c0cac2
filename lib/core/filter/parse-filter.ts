import type { Clause, Entity, Filter, Tree } from "./ast";
import { readClause } from "./clause";
import { Cursor } from "./cursor";
import { FilterError } from "./filter-error";
import type { Target } from "./targets";

export const filterLimits = { characters: 8192, clauses: 50, depth: 20 } as const;

/** A part of the text: [start, end). */
export type Span = { start: number; end: number };
export type Parsed<E extends Entity, S extends string, N extends string> = {
  filter: Filter<E, S, N>;
  /** What the outermost AND joins; one span where there is none. */
  parts: Span[];
};

/**
 * Reads a filter: what MLflow accepts, with its meaning, and OR, NOT, parentheses, IN, IS NULL and numeric params
 * besides. Nothing, or white space, matches everything. Error: FilterError, which points at the word.
 */
export function parseFilter<E extends Entity, S extends string, N extends string>(
  target: Target<E, S, N, string>,
  text: string | null | undefined,
): Filter<E, S, N> {
  return parseWithParts(target, text ?? "").filter;
}

/** The same, with where the parts stand. */
export function parseWithParts<E extends Entity, S extends string, N extends string>(
  target: Target<E, S, N, string>,
  text: string,
): Parsed<E, S, N> {
  if (text.length > filterLimits.characters)
    throw new FilterError(
      `The filter is longer than ${filterLimits.characters} characters. Make it shorter.`,
      text,
      filterLimits.characters,
      text.length,
    );
  return new Parser(target, new Cursor(text)).read();
}

type Part<C> = Span & { tree: Tree<C> };

class Parser<E extends Entity, S extends string, N extends string> {
  readonly #target: Target<E, S, N, string>;
  readonly #cursor: Cursor;
  #clauses = 0;

  constructor(target: Target<E, S, N, string>, cursor: Cursor) {
    this.#target = target;
    this.#cursor = cursor;
  }

  read(): Parsed<E, S, N> {
    const cursor = this.#cursor;
    while (cursor.takeWord("AND")); // MLflow drops a stray AND at the start, at the end, and a doubled one
    if (cursor.atEnd()) return { filter: { kind: "and", items: [] }, parts: [] };
    const groups = this.#or(0);
    const [only] = groups;
    if (cursor.isSymbol(";"))
      throw cursor.error(
        `Search filter contained multiple expression '${cursor.text.slice(0, 80)}'. Provide AND-ed expression list.`,
      );
    if (!cursor.atEnd()) throw cursor.invalidClause("AND or OR is missing before this.");
    const parts = only && groups.length === 1 ? only : groups.flat();
    const [first, last] = [parts[0], parts.at(-1)];
    const whole = first && last ? [{ start: first.start, end: last.end }] : [];
    return {
      filter: this.#join(groups),
      parts: groups.length === 1 ? parts.map(({ start, end }) => ({ start, end })) : whole,
    };
  }

  /** Groups joined by OR; each is what AND joins. */
  #or(depth: number): Part<Clause<E, S, N>>[][] {
    const groups = [this.#and(depth)];
    while (this.#cursor.takeWord("OR")) groups.push(this.#and(depth));
    return groups;
  }

  #and(depth: number): Part<Clause<E, S, N>>[] {
    const cursor = this.#cursor;
    const parts = [this.#part(depth)];
    while (cursor.takeWord("AND")) {
      while (cursor.takeWord("AND"));
      if (depth === 0 && cursor.atEnd()) break;
      parts.push(this.#part(depth));
    }
    return parts;
  }

  #part(depth: number): Part<Clause<E, S, N>> {
    const { start } = this.#cursor.token;
    const tree = this.#tree(depth);
    return { tree, start, end: this.#cursor.lastEnd };
  }

  #tree(depth: number): Filter<E, S, N> {
    const cursor = this.#cursor;
    if (depth > filterLimits.depth)
      throw cursor.error(`The filter is nested deeper than ${filterLimits.depth} levels. Make it simpler.`);
    if (cursor.takeWord("NOT")) return { kind: "not", item: this.#tree(depth + 1) };
    if (cursor.takeSymbol("(")) {
      const inner = this.#join(this.#or(depth + 1));
      if (!cursor.takeSymbol(")")) throw cursor.invalidClause("A closing parenthesis is missing here.");
      return inner;
    }
    if (++this.#clauses > filterLimits.clauses)
      throw cursor.error(
        `The filter has more than ${filterLimits.clauses} comparisons. Use IN, or make it shorter.`,
      );
    return readClause(cursor, this.#target);
  }

  #join(groups: Part<Clause<E, S, N>>[][]): Filter<E, S, N> {
    return join(
      "or",
      groups.map((parts) =>
        join(
          "and",
          parts.map(({ tree }) => tree),
        ),
      ),
    );
  }
}

/** One tree of some, flat: an AND within an AND is that AND. */
export function join<C extends { kind: string }>(kind: "and" | "or", trees: readonly Tree<C>[]): Tree<C> {
  const items = trees.flatMap((tree) => (isList(tree) && tree.kind === kind ? [...tree.items] : [tree]));
  const [only] = items;
  return only && items.length === 1 ? only : { kind, items };
}

const isList = <C extends { kind: string }>(
  tree: Tree<C>,
): tree is Extract<Tree<C>, { kind: "and" | "or"; items: readonly Tree<C>[] }> =>
  tree.kind === "and" || tree.kind === "or";
