import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { preload } from "react-dom";
import { makeQueryClient } from "@/components/frame/query-client";
import { chartBins, seriesPath } from "@/components/tracking/metrics/queries";
import { ComparePage } from "@/components/tracking/runs/compare/compare-page";
import { loadCompareView } from "@/components/tracking/runs/compare/view";
import { compareQuery } from "@/components/tracking/runs/queries";
import { byInterest } from "@/lib/core/tracking/metrics/ranking";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { compareRuns } from "@/lib/verbs/tracking/runs/compare-runs";

export const metadata: Metadata = { title: "Compare" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: Props) {
  const context = await pageContext();
  const view = await loadCompareView(searchParams);
  const { runs, x, from, to } = view;
  const client = makeQueryClient();
  if (runs.length > 0) {
    // A run that is gone is told by the page, which keeps the others' URL.
    const compared = await answer(compareRuns, context, { runs }).catch(() => undefined);
    if (compared) {
      client.setQueryData(compareQuery(runs).queryKey, compared);
      // Asked for as soon as the page arrives: the first charts' bins come while the browser still reads its scripts.
      const metrics = view.metrics ?? byInterest(compared.metrics.map(({ key }) => key));
      for (const metric of metrics.slice(0, 2))
        preload(seriesPath({ runs, metric, x, from, to, bins: chartBins }), {
          as: "fetch",
          crossOrigin: "anonymous",
        });
    }
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ComparePage />
    </HydrationBoundary>
  );
}
