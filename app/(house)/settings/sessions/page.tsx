import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { sessionsQuery } from "@/components/people/queries";
import { SessionSettings } from "@/components/people/session-settings";
import { pageContext } from "@/lib/transports/session/viewer";
import { perform } from "@/lib/verbs/kernel";
import { listSessions } from "@/lib/verbs/people/list-sessions";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const context = await pageContext("/settings/sessions");
  const client = makeQueryClient();
  client.setQueryData(sessionsQuery().queryKey, await perform(listSessions, { ...context, input: {} }));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SessionSettings />
    </HydrationBoundary>
  );
}
