import { createLoader, parseAsString } from "nuqs/server";

/** The list of models: what is searched stands in the URL. */
export const modelsParsers = { search: parseAsString.withDefault("") };
export const loadModelsView = createLoader(modelsParsers);
