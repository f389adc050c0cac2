import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/components/frame/api";
import { inboxKey } from "@/components/frame/inbox-queries";
import type { LiveKeys } from "@/components/frame/live-keys";
import { queryString } from "@/components/frame/query-string";
import { modelPath, modelsKey } from "@/components/registry/models/queries";
import type { AsJson } from "@/lib/core/json/as-json";
import type { gateResult } from "@/lib/core/registry/policies/gates";
import type { checkGates } from "@/lib/verbs/registry/policies/check-gates";
import type { getRequest } from "@/lib/verbs/registry/requests/get-request";
import type { listRequests } from "@/lib/verbs/registry/requests/list-requests";

type Output<V extends { output: z.ZodType }> = AsJson<z.input<V["output"]>>;
export type GateResultJson = AsJson<z.input<typeof gateResult>>;
// as the verb gives it: its numbers are read from texts elsewhere
export type GateCheck = AsJson<z.output<(typeof checkGates)["output"]>>;
export type RequestPage = Output<typeof listRequests>;
export type ListedRequest = RequestPage["items"][number];
export type RequestDetail = Output<typeof getRequest>;

const requestsKey = ["requests"] as const;

/** What a decision, a move or a rollback changes: a request waits on a version's card and in the inbox too. */
export const registryKeys = [requestsKey, modelsKey, inboxKey] as const;

/** What keeps the registry's pages fresh. */
export const registryLive: LiveKeys = { model: [modelsKey, inboxKey], request: registryKeys };

export const requestUrl = (id: string): string => `/requests/${encodeURIComponent(id)}`;
/** Where the acts of one version live. */
export const versionPath = (model: string, version: number): string =>
  `${modelPath(model)}/versions/${version}`;

/** Where our API answers for a request. */
export const requestPath = (id: string): string => `/api/requests/${encodeURIComponent(id)}`;

/** What moving a version to a stage would take, and what the gates say now. */
export const gateCheckQuery = (model: string, version: number, to: string) =>
  queryOptions({
    queryKey: [...modelsKey, "gates", model, version, to],
    queryFn: ({ signal }) =>
      api<GateCheck>(`${versionPath(model, version)}/gates?${queryString({ to })}`, { signal }),
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [...requestsKey, "one", id],
    queryFn: ({ signal }) => api<RequestDetail>(requestPath(id), { signal }),
  });

/** What the list of requests shows: those that wait, those that are over, and one's own. */
export const requestTabs = ["waiting", "decided", "mine"] as const;
export type RequestTab = (typeof requestTabs)[number];
/** A tab's list; what waits for the reader is a list of its own. */
type RequestListName = RequestTab | "for-me";
export const requestsAsked = (list: RequestListName): Record<string, string | number> => ({
  ...{
    waiting: { status: "pending" },
    "for-me": { waitingForMe: "true" },
    decided: { status: "decided" },
    mine: { mine: "true" },
  }[list],
  limit: 100,
});

export const requestsQuery = (list: RequestListName) =>
  queryOptions({
    queryKey: [...requestsKey, "list", list],
    queryFn: ({ signal }) =>
      api<RequestPage>(`/api/requests?${queryString(requestsAsked(list))}`, { signal }),
  });
