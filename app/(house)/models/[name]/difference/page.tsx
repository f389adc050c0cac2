import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { decodedSegment } from "@/components/registry/models/segment";
import { DifferencePage } from "@/components/registry/versions/difference/difference-page";
import { differenceQuery } from "@/components/registry/versions/difference/queries";
import { loadDifferenceView, pairOf } from "@/components/registry/versions/difference/view";
import { versionsQuery } from "@/components/registry/versions/queries";
import { answer } from "@/lib/transports/http/answer";
import { orNotFound } from "@/lib/transports/http/or-not-found";
import { pageContext } from "@/lib/transports/session/viewer";
import { diffVersions } from "@/lib/verbs/registry/versions/diff-versions";
import { listVersions } from "@/lib/verbs/registry/versions/list-versions";

export const metadata: Metadata = { title: "Difference" };

type Props = {
  params: Promise<{ name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function VersionDifferencePage({ params, searchParams }: Props) {
  const context = await pageContext();
  const name = decodedSegment((await params).name);
  const client = makeQueryClient();
  try {
    const versions = await answer(listVersions, context, { name, limit: 500 });
    client.setQueryData(versionsQuery(name).queryKey, versions);
    const pair = pairOf(await loadDifferenceView(searchParams), versions.items);
    if (pair !== null) {
      const { from, to } = pair;
      const difference = await answer(diffVersions, context, {
        name,
        to,
        ...(from === null ? {} : { from }),
      });
      client.setQueryData(differenceQuery(name, from, to).queryKey, difference);
    }
  } catch (error) {
    orNotFound(error);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DifferencePage name={name} />
    </HydrationBoundary>
  );
}
