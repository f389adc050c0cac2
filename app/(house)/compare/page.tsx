import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { ComparePage } from "@/components/tracking/compare/compare-page";
import { loadCompareView } from "@/components/tracking/compare/view";
import { compareQuery } from "@/components/tracking/queries";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { compareRuns } from "@/lib/verbs/tracking/compare-runs";

export const metadata: Metadata = { title: "Compare" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const context = await pageContext();
  const { runs } = await loadCompareView(searchParams);
  const client = makeQueryClient();
  if (runs.length > 0) {
    // A run that is gone is told by the page, which keeps the others' URL.
    const compared = await answer(compareRuns, context, { runs }).catch(() => undefined);
    if (compared) client.setQueryData(compareQuery(runs).queryKey, compared);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ComparePage />
    </HydrationBoundary>
  );
}
