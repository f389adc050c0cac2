import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { inboxCountsQuery } from "@/components/frame/inbox-queries";
import { makeQueryClient } from "@/components/frame/query-client";
import { requestsAsked, requestsQuery } from "@/components/registry/requests/queries";
import { RequestList } from "@/components/registry/requests/request-list";
import { loadRequestsView } from "@/components/registry/requests/view";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { getInbox } from "@/lib/verbs/registry/board/get-inbox";
import { listRequests } from "@/lib/verbs/registry/requests/list-requests";

export const metadata: Metadata = { title: "Requests" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RequestsPage({ searchParams }: Props) {
  const context = await pageContext();
  const { tab } = await loadRequestsView(searchParams);
  const client = makeQueryClient();
  const asked = tab === "waiting" ? (["waiting", "for-me"] as const) : [tab];
  const [counts, ...pages] = await Promise.all([
    answer(getInbox, context, { counts: "true" }),
    ...asked.map((one) => answer(listRequests, context, requestsAsked(one))),
  ]);
  client.setQueryData(inboxCountsQuery().queryKey, counts);
  for (const [at, page] of pages.entries()) {
    const one = asked[at];
    if (one !== undefined) client.setQueryData(requestsQuery(one).queryKey, page);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RequestList />
    </HydrationBoundary>
  );
}
