import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

/** The comparison's whole view: whoever opens the URL sees the same. */
export const compareParsers = {
  runs: parseAsArrayOf(parseAsString).withDefault([]),
  baseline: parseAsString,
  equal: parseAsBoolean.withDefault(false),
  /** null: the page chooses. */
  metrics: parseAsArrayOf(parseAsString),
  x: parseAsStringLiteral(["step", "time", "relative"] as const).withDefault("step"),
  from: parseAsFloat,
  to: parseAsFloat,
  smoothing: parseAsFloat.withDefault(0),
  log: parseAsBoolean.withDefault(false),
  band: parseAsBoolean.withDefault(true),
  hidden: parseAsArrayOf(parseAsString).withDefault([]),
  scatterX: parseAsString,
  scatterY: parseAsString,
  bars: parseAsString,
  axes: parseAsArrayOf(parseAsString),
  colorBy: parseAsString,
  more: parseAsInteger.withDefault(0),
};
export const loadCompareView = createLoader(compareParsers);
export type CompareView = Awaited<ReturnType<typeof loadCompareView>>;
export type SetCompareView = (
  change: Partial<{ [K in keyof CompareView]: CompareView[K] | null }>,
) => unknown;
