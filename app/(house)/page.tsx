import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { inboxCountsQuery, inboxQuery } from "@/components/frame/inbox-queries";
import { makeQueryClient } from "@/components/frame/query-client";
import { InboxPage } from "@/components/registry/board/inbox/inbox-page";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { getInbox } from "@/lib/verbs/registry/board/get-inbox";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const client = makeQueryClient();
  const inbox = await answer(getInbox, await pageContext(), {});
  client.setQueryData(inboxQuery().queryKey, inbox);
  client.setQueryData(inboxCountsQuery().queryKey, inbox);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InboxPage />
    </HydrationBoundary>
  );
}
