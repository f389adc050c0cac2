import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { ModelList } from "@/components/registry/models/model-list";
import { modelsQuery } from "@/components/registry/models/queries";
import { loadModelsView } from "@/components/registry/models/view";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { listModels } from "@/lib/verbs/registry/models/list-models";

export const metadata: Metadata = { title: "Models" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ModelsPage({ searchParams }: Props) {
  const context = await pageContext();
  const { search } = await loadModelsView(searchParams);
  const client = makeQueryClient();
  const page = await answer(listModels, context, { ...(search ? { search } : {}), limit: 500 });
  client.setQueryData(modelsQuery(search).queryKey, page);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ModelList />
    </HydrationBoundary>
  );
}
