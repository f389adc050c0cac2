import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { requestTabs } from "@/components/registry/requests/queries";

/** The list of requests: its tab stands in the URL. */
export const requestsParsers = { tab: parseAsStringLiteral(requestTabs).withDefault("waiting") };
export const loadRequestsView = createLoader(requestsParsers);
