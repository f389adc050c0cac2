import type { SeriesOutput } from "@/lib/core/tracking/metrics/series";

type One = SeriesOutput["series"][number];
type Values = (number | string | null)[];

/** An answer of the series endpoint with one run, or two, at steps 0, 1, 2 … */
export function series(last: Values, more: Partial<One> = {}, second?: Values) {
  const one = (runId: string, values: Values): One => ({
    runId,
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
