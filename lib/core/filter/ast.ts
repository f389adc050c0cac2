/** What a filter can speak of. `attribute` is a column of the thing itself; the others are looked up by key. */
export type Entity = "metric" | "param" | "tag" | "attribute" | "dataset";

export const numberOps = [">", ">=", "=", "!=", "<", "<="] as const;
export const textOps = ["=", "!=", "LIKE", "ILIKE"] as const;
export const datasetKeys = ["name", "digest", "context"] as const;
export type NumberOp = (typeof numberOps)[number];
export type TextOp = (typeof textOps)[number];
export type DatasetKey = (typeof datasetKeys)[number];

type Numbers<E, K> = { kind: "number"; entity: E; key: K; op: NumberOp; value: number };
type Texts<E, K> =
  | { kind: "text"; entity: E; key: K; op: TextOp; value: string }
  | { kind: "in"; entity: E; key: K; negated: boolean; values: readonly string[] };
type Null<E, K> = { kind: "null"; entity: E; key: K; negated: boolean };

/**
 * One comparison. A thing that lacks the key matches none but `null` with negated false: `!=` and NOT IN neither.
 * `number` on a param compares those that read as a number (numeric-text.ts). A metric is its latest value;
 * NaN matches only `!=`. Each clause on a dataset may be met by another one of the run's datasets.
 */
export type AnyClause<S extends string = string, N extends string = string> =
  | Numbers<"metric", string>
  | Null<"metric", string>
  | Numbers<"param", string>
  | Texts<"param", string>
  | Null<"param", string>
  | Texts<"tag", string>
  | Null<"tag", string>
  | Numbers<"attribute", N>
  | Texts<"attribute", S>
  | Null<"attribute", S | N>
  | Texts<"dataset", DatasetKey>;

/** The clauses of the entities E: text attributes S, number attributes N. */
export type Clause<E extends Entity, S extends string, N extends string> = Extract<
  AnyClause<S, N>,
  { entity: E }
>;

/** NOT is the complement: it matches whatever its item does not. An `and` of no items matches everything. */
export type Tree<C> =
  | C
  | { kind: "and"; items: readonly Tree<C>[] }
  | { kind: "or"; items: readonly Tree<C>[] }
  | { kind: "not"; item: Tree<C> };

export type Filter<E extends Entity, S extends string, N extends string> = Tree<Clause<E, S, N>>;
export type AnyFilter = Tree<AnyClause>;

/** One entry of order_by. Nulls and missing keys go last in both directions, NaN after the numbers before them. */
export type AnyOrder<O extends string = string> =
  | { entity: "metric" | "param" | "tag"; key: string; descending: boolean }
  | { entity: "attribute"; key: O; descending: boolean };
