import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { experimentQuery } from "@/components/tracking/experiments/queries";
import { runModelsQuery, runQuery } from "@/components/tracking/runs/page/queries";
import { RunPage } from "@/components/tracking/runs/page/run-page";
import { answer } from "@/lib/transports/http/answer";
import { orNotFound } from "@/lib/transports/http/or-not-found";
import { pageContext } from "@/lib/transports/session/viewer";
import { getExperiment } from "@/lib/verbs/tracking/experiments/get-experiment";
import { listRunModels } from "@/lib/verbs/tracking/logged-models/list-run-models";
import { getRun } from "@/lib/verbs/tracking/runs/get-run";

export const metadata: Metadata = { title: "Run" };

export default async function OneRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const context = await pageContext();
  const { runId } = await params;
  const client = makeQueryClient();
  try {
    const run = await answer(getRun, context, { runId });
    client.setQueryData(runQuery(run.id).queryKey, run);
    const experiment = await answer(getExperiment, context, { experimentId: run.experimentId });
    client.setQueryData(experimentQuery(run.experimentId).queryKey, experiment);
    client.setQueryData(runModelsQuery(run.id).queryKey, await answer(listRunModels, context, { runId }));
  } catch (error) {
    orNotFound(error);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunPage runId={runId} />
    </HydrationBoundary>
  );
}
