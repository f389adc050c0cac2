import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { makeQueryClient } from "@/components/frame/query-client";
import { ModelPage } from "@/components/registry/model-page";
import { movesQuery } from "@/components/registry/model-queries";
import { historyQuery, modelQuery, versionsQuery } from "@/components/registry/queries";
import { decodedSegment } from "@/components/registry/segment";
import { SlipwayError } from "@/lib/core/errors";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { getHistory } from "@/lib/verbs/registry/get-history";
import { getModel } from "@/lib/verbs/registry/get-model";
import { listVersions } from "@/lib/verbs/registry/list-versions";

export const metadata: Metadata = { title: "Model" };

export default async function OneModelPage({ params }: { params: Promise<{ name: string }> }) {
  const context = await pageContext();
  const name = decodedSegment((await params).name);
  const client = makeQueryClient();
  try {
    const [model, versions, history, moves] = await Promise.all([
      answer(getModel, context, { name }),
      answer(listVersions, context, { name, limit: 500 }),
      answer(getHistory, context, { name }),
      answer(getHistory, context, { name, limit: 1000 }),
    ]);
    client.setQueryData(modelQuery(name).queryKey, model);
    client.setQueryData(versionsQuery(name).queryKey, versions);
    client.setQueryData(historyQuery(name).queryKey, history);
    client.setQueryData(movesQuery(name).queryKey, moves);
  } catch (error) {
    if (error instanceof SlipwayError && (error.code === "not-found" || error.code === "invalid")) notFound();
    throw error;
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ModelPage name={name} />
    </HydrationBoundary>
  );
}
