/** The smallest and the largest of some 64-bit integers; undefined of none. Math.min and Math.max take no bigint. */
export const smallest = (values: readonly bigint[]): bigint | undefined =>
  values.reduce<bigint | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
export const largest = (values: readonly bigint[]): bigint | undefined =>
  values.reduce<bigint | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined);
