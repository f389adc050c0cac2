import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AuditFilters } from "@/components/audit/view";
import { api } from "@/components/frame/api";
import { queryString } from "@/components/frame/query-string";
import type { AuditEvent, AuditVerdict } from "@/lib/core/audit/events";

export type AuditPage = { items: AuditEvent[]; total: number; nextCursor: string | null };

/** How many records a page of the list has. */
export const pageSize = 100;

export const auditQuery = (filters: Partial<AuditFilters>) =>
  infiniteQueryOptions({
    queryKey: ["audit", "list", filters],
    queryFn: ({ pageParam, signal }) =>
      api<AuditPage>(`/api/audit?${queryString({ ...filters, limit: pageSize, cursor: pageParam })}`, {
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (last: AuditPage) => last.nextCursor,
  });

/** How many records match, whatever they are. */
export const countQuery = (filters: Partial<AuditFilters>) =>
  queryOptions({
    queryKey: ["audit", "count", filters],
    queryFn: async ({ signal }) =>
      (await api<AuditPage>(`/api/audit?${queryString({ ...filters, limit: 1 })}`, { signal })).total,
  });

export const eventQuery = (seq: number) =>
  queryOptions({
    queryKey: ["audit", "event", seq],
    queryFn: ({ signal }) => api<AuditEvent>(`/api/audit/${seq}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY, // a record never changes
  });

/** The verification with how long it took, in ms. */
export const verificationQuery = queryOptions({
  queryKey: ["audit", "verification"],
  queryFn: async ({ signal }) => {
    const began = performance.now();
    const verdict = await api<AuditVerdict>("/api/audit/verification", { signal });
    return { ...verdict, took: performance.now() - began };
  },
  staleTime: 60_000,
  refetchOnWindowFocus: false,
});
