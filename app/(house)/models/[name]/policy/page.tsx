import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { modelQuery } from "@/components/registry/models/queries";
import { decodedSegment } from "@/components/registry/models/segment";
import { PolicyPage } from "@/components/registry/policies/policy-page";
import { answer } from "@/lib/transports/http/answer";
import { orNotFound } from "@/lib/transports/http/or-not-found";
import { pageContext } from "@/lib/transports/session/viewer";
import { getModel } from "@/lib/verbs/registry/models/get-model";

export const metadata: Metadata = { title: "Policy" };

export default async function ModelPolicyPage({ params }: { params: Promise<{ name: string }> }) {
  const context = await pageContext();
  const name = decodedSegment((await params).name);
  const client = makeQueryClient();
  try {
    client.setQueryData(modelQuery(name).queryKey, await answer(getModel, context, { name }));
  } catch (error) {
    orNotFound(error);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PolicyPage name={name} />
    </HydrationBoundary>
  );
}
