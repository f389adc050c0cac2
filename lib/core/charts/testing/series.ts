import type { Series } from "../prepare-lines";

type Values = (number | string | null)[];

/** One line, or two, at steps 0, 1, 2 … */
export function series(last: Values, more: Partial<Series> = {}, second?: Values) {
  const one = (id: string, values: Values): Series => ({
    id,
    points: values.length,
    exact: true,
    x: values.map((_, i) => i),
    last: values,
    min: values,
    max: values,
    nonFinite: [],
    nonFiniteTotal: 0,
  });
  return {
    range: null,
    series: [{ ...one("a", last), ...more }, ...(second ? [one("b", second)] : [])],
  };
}
