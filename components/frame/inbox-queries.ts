import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/components/frame/api";
import type { LiveKeys } from "@/components/frame/live-keys";
import type { AsJson } from "@/lib/core/json/as-json";
import type { getInbox } from "@/lib/verbs/registry/board/get-inbox";

export type Inbox = AsJson<z.input<(typeof getInbox)["output"]>>;

export const inboxKey = ["inbox"] as const;

/** What keeps the inbox fresh. */
export const inboxLive: LiveKeys = { request: [inboxKey], model: [inboxKey] };

export const inboxQuery = () =>
  queryOptions({
    queryKey: [...inboxKey, "all"],
    queryFn: ({ signal }) => api<Inbox>("/api/inbox", { signal }),
  });

/** How much waits for the reader, without what it is. */
export const inboxCountsQuery = () =>
  queryOptions({
    queryKey: [...inboxKey, "counts"],
    queryFn: ({ signal }) => api<Inbox>("/api/inbox?counts=true", { signal }),
    staleTime: 30_000,
  });
