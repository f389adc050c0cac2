/** What a value is once it has travelled as JSON: dates are ISO texts, 64-bit integers are numbers.
 * A double that is not finite comes as a word ("NaN"): readers of metric values pass them through Number(). */
export type AsJson<T> = T extends Date
  ? string
  : T extends bigint
    ? number
    : T extends readonly (infer Item)[]
      ? AsJson<Item>[]
      : T extends object
        ? { [K in keyof T]: AsJson<T[K]> }
        : T;
