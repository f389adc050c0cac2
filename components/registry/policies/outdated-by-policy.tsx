"use client";
import { useQuery } from "@tanstack/react-query";
import { requestsQuery } from "@/components/registry/requests/queries";
import { StaleRequests } from "@/components/registry/versions/move-effect";

/** Which open requests a change of policy makes stale once it holds; nothing where none is open. */
export function OutdatedByPolicy({ model }: { model: string }) {
  const { data } = useQuery(requestsQuery("waiting"));
  const stale = data?.items.filter((one) => one.model === model && one.kind === "transition") ?? [];
  if (stale.length === 0) return null;
  return (
    <section aria-label="What becomes stale" className="flex flex-col gap-1 text-base">
      <p className="text-sm text-muted">Becomes stale once the change holds:</p>
      <StaleRequests stale={stale} />
    </section>
  );
}
