import { createLoader, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** The list of models: what is searched stands in the URL. */
export const modelsParsers = { search: parseAsString.withDefault("") };
export const loadModelsView = createLoader(modelsParsers);

export const modelTabs = ["overview", "versions", "policy", "history"] as const;

/** One model: its tab, the time that is asked about, and the two versions that are compared. */
export const modelParsers = {
  tab: parseAsStringLiteral(modelTabs).withDefault("overview"),
  /** A day ("2026-05-03"), as the reader's calendar has it, and a time of it ("14:00"). */
  day: parseAsString.withDefault(""),
  time: parseAsString.withDefault(""),
  from: parseAsInteger,
  to: parseAsInteger,
};
