import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { PeopleSettings } from "@/components/people/people-settings";
import { usersQuery } from "@/components/people/queries";
import { EmptyState } from "@/components/ui/empty-state";
import { judge } from "@/lib/core/access";
import { pageContext } from "@/lib/transports/session/viewer";
import { perform } from "@/lib/verbs/kernel";
import { listUsers } from "@/lib/verbs/people/list-users";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const context = await pageContext("/settings/people");
  if (!judge(context.actor, listUsers.needs).allowed)
    return (
      <EmptyState title="For admins">
        An admin of this installation looks after people and their roles.
      </EmptyState>
    );
  const client = makeQueryClient();
  client.setQueryData(usersQuery().queryKey, await perform(listUsers, { ...context, input: {} }));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PeopleSettings />
    </HydrationBoundary>
  );
}
