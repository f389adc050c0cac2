import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { ModelPage } from "@/components/registry/models/model-page";
import { historyQuery, modelQuery, movesQuery, rollbackQuery } from "@/components/registry/models/queries";
import { decodedSegment } from "@/components/registry/models/segment";
import { versionsQuery } from "@/components/registry/versions/queries";
import { answer } from "@/lib/transports/http/answer";
import { orNotFound } from "@/lib/transports/http/or-not-found";
import { pageContext } from "@/lib/transports/session/viewer";
import { getHistory } from "@/lib/verbs/registry/models/get-history";
import { getModel } from "@/lib/verbs/registry/models/get-model";
import { getRollback } from "@/lib/verbs/registry/models/get-rollback";
import { listVersions } from "@/lib/verbs/registry/versions/list-versions";

export const metadata: Metadata = { title: "Model" };

export default async function OneModelPage({ params }: { params: Promise<{ name: string }> }) {
  const context = await pageContext();
  const name = decodedSegment((await params).name);
  const client = makeQueryClient();
  try {
    const [model, versions, history, moves, rollback] = await Promise.all([
      answer(getModel, context, { name }),
      answer(listVersions, context, { name, limit: 500 }),
      answer(getHistory, context, { name }),
      answer(getHistory, context, { name, limit: 1000 }),
      answer(getRollback, context, { name }),
    ]);
    client.setQueryData(modelQuery(name).queryKey, model);
    client.setQueryData(versionsQuery(name).queryKey, versions);
    client.setQueryData(historyQuery(name).queryKey, history);
    client.setQueryData(movesQuery(name).queryKey, moves);
    client.setQueryData(rollbackQuery(name).queryKey, rollback);
  } catch (error) {
    orNotFound(error);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ModelPage name={name} />
    </HydrationBoundary>
  );
}
