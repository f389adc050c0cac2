import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/components/frame/api";
import type { AsJson } from "@/lib/core/json/as-json";
import type { getInbox } from "@/lib/verbs/registry/board/get-inbox";

export type Inbox = AsJson<z.input<(typeof getInbox)["output"]>>;

export const inboxQuery = () =>
  queryOptions({
    queryKey: ["inbox", "all"],
    queryFn: ({ signal }) => api<Inbox>("/api/inbox", { signal }),
  });

/** How much waits for the reader, without what it is. */
export const inboxCountsQuery = () =>
  queryOptions({
    queryKey: ["inbox", "counts"],
    queryFn: ({ signal }) => api<Inbox>("/api/inbox?counts=true", { signal }),
    staleTime: 30_000,
  });
