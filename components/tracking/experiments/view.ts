import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

/** The experiments page's view: the URL is its only home. */
export const experimentParsers = {
  search: parseAsString.withDefault(""),
  lifecycle: parseAsStringLiteral(["active", "deleted"] as const).withDefault("active"),
  sort: parseAsStringLiteral(["activity", "name", "created", "runs"] as const).withDefault("activity"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
};
export const loadExperimentView = createLoader(experimentParsers);
