import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { requestQuery } from "@/components/registry/requests/queries";
import { RequestPage } from "@/components/registry/requests/request-page";
import { differenceQuery } from "@/components/registry/versions/difference/queries";
import { answer } from "@/lib/transports/http/answer";
import { orNotFound } from "@/lib/transports/http/or-not-found";
import { pageContext } from "@/lib/transports/session/viewer";
import { getRequest } from "@/lib/verbs/registry/requests/get-request";
import { diffVersions } from "@/lib/verbs/registry/versions/diff-versions";

export const metadata: Metadata = { title: "Request" };

export default async function OneRequestPage({ params }: { params: Promise<{ id: string }> }) {
  const context = await pageContext();
  const { id } = await params;
  const client = makeQueryClient();
  const request = await answer(getRequest, context, { id }).catch(orNotFound);
  client.setQueryData(requestQuery(id).queryKey, request);
  const { model, version, comparedWith } = request;
  // A version that was deleted since has no difference any more, and the page says so.
  const difference = await answer(diffVersions, context, {
    name: model,
    to: version,
    ...(comparedWith === null ? {} : { from: comparedWith }),
  }).catch(() => null);
  if (difference !== null)
    client.setQueryData(differenceQuery(model, comparedWith, version).queryKey, difference);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RequestPage id={id} />
    </HydrationBoundary>
  );
}
