/** What a value is once it has travelled as JSON: dates are ISO texts, 64-bit integers numbers, or their digits beyond 2^53.
 * A double that is not finite comes as a word ("NaN"): readers of metric values pass them through Number(). */
export type AsJson<T> = T extends Date
  ? string
  : T extends bigint
    ? number | string
    : T extends readonly (infer Item)[]
      ? AsJson<Item>[]
      : T extends object
        ? { [K in keyof T]: AsJson<T[K]> }
        : T;
