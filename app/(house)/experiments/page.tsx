import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { ExperimentList } from "@/components/tracking/experiments/experiment-list";
import { experimentsQuery } from "@/components/tracking/experiments/queries";
import { loadExperimentView } from "@/components/tracking/experiments/view";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { listExperiments } from "@/lib/verbs/tracking/experiments/list-experiments";

export const metadata: Metadata = { title: "Experiments" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ExperimentsPage({ searchParams }: Props) {
  const context = await pageContext();
  const view = await loadExperimentView(searchParams);
  const client = makeQueryClient();
  const { search, ...rest } = view;
  const page = await answer(listExperiments, context, { ...rest, ...(search ? { search } : {}), limit: 500 });
  client.setQueryData(experimentsQuery(view).queryKey, page);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ExperimentList />
    </HydrationBoundary>
  );
}
