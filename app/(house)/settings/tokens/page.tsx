import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { tokensQuery } from "@/components/people/queries";
import { TokenSettings } from "@/components/people/token-settings";
import { pageContext } from "@/lib/transports/session/viewer";
import { perform } from "@/lib/verbs/kernel";
import { listTokens } from "@/lib/verbs/people/list-tokens";

export const metadata: Metadata = { title: "Tokens" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TokensPage({ searchParams }: Props) {
  const context = await pageContext("/settings/tokens");
  const everybody =
    (await searchParams).all === "true" && context.actor.kind === "person" && context.actor.admin;
  const client = makeQueryClient();
  const page = await perform(listTokens, { ...context, input: { all: everybody } });
  client.setQueryData(tokensQuery(everybody).queryKey, page);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TokenSettings />
    </HydrationBoundary>
  );
}
