import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { experimentQuery } from "@/components/tracking/experiments/queries";
import { runKeysQuery, runsPageSize, runsQuery } from "@/components/tracking/runs/queries";
import { RunsPage } from "@/components/tracking/runs/table/runs-page";
import { loadRunsView, questionOf, shownColumns } from "@/components/tracking/runs/table/view";
import { answer } from "@/lib/transports/http/answer";
import { orNotFound } from "@/lib/transports/http/or-not-found";
import { pageContext } from "@/lib/transports/session/viewer";
import { getExperiment } from "@/lib/verbs/tracking/experiments/get-experiment";
import { listRunKeys } from "@/lib/verbs/tracking/runs/list-run-keys";
import { listRuns } from "@/lib/verbs/tracking/runs/list-runs";

export const metadata: Metadata = { title: "Runs" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ExperimentPage({ params, searchParams }: Props) {
  const context = await pageContext();
  const { id } = await params;
  const view = await loadRunsView(searchParams);
  const client = makeQueryClient();
  try {
    const [experiment, keys] = await Promise.all([
      answer(getExperiment, context, { experimentId: id }),
      answer(listRunKeys, context, { experiment: [id], lifecycle: view.lifecycle }),
    ]);
    client.setQueryData(experimentQuery(id).queryKey, experiment);
    client.setQueryData(runKeysQuery(id, view.lifecycle).queryKey, keys);
    const question = questionOf(id, view, shownColumns(view, keys));
    const { experiment: only, filter, ...rest } = question;
    const input = {
      ...rest,
      experiment: [only],
      ...(filter ? { filter } : {}),
      limit: runsPageSize,
      offset: 0,
    };
    // A filter that is wrong is shown under its word by the page; the rest stands all the same.
    const page = await answer(listRuns, context, input).catch(() => undefined);
    if (page) client.setQueryData(runsQuery(question, 0).queryKey, page);
  } catch (error) {
    orNotFound(error);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunsPage experimentId={id} />
    </HydrationBoundary>
  );
}
