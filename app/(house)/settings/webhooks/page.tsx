import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { EmptyState } from "@/components/ui/empty-state";
import { webhooksQuery } from "@/components/webhooks/queries";
import { WebhookSettings } from "@/components/webhooks/webhook-settings";
import { judge } from "@/lib/core/access";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { listWebhooks } from "@/lib/verbs/webhooks/list-webhooks";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const context = await pageContext("/settings/webhooks");
  if (!judge(context.actor, listWebhooks.needs).allowed)
    return (
      <EmptyState title="For admins">
        An admin of this installation looks after webhooks: ask one to have another system told of requests,
        decisions and moves.
      </EmptyState>
    );
  const client = makeQueryClient();
  client.setQueryData(webhooksQuery().queryKey, await answer(listWebhooks, context, {}));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <WebhookSettings />
    </HydrationBoundary>
  );
}
