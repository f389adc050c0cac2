import {
  createLoader,
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

export const runTabs = ["overview", "charts", "params", "metrics", "artifacts", "system"] as const;

/** The run page's view: whoever opens the URL sees the same. */
export const runParsers = {
  tab: parseAsStringLiteral(runTabs).withDefault("overview"),
  /** The file that is shown among the artifacts. */
  path: parseAsString.withDefault(""),
  search: parseAsString.withDefault(""),
  x: parseAsStringLiteral(["step", "time", "relative"] as const).withDefault("step"),
  from: parseAsFloat,
  to: parseAsFloat,
  smoothing: parseAsFloat.withDefault(0),
  log: parseAsBoolean.withDefault(false),
  band: parseAsBoolean.withDefault(true),
  more: parseAsInteger.withDefault(0),
};
export const loadRunView = createLoader(runParsers);
export type RunView = Awaited<ReturnType<typeof loadRunView>>;
export type SetRunView = (change: Partial<{ [K in keyof RunView]: RunView[K] | null }>) => unknown;
