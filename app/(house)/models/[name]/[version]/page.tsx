import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { makeQueryClient } from "@/components/frame/query-client";
import { rollbackQuery } from "@/components/registry/models/queries";
import { decodedSegment } from "@/components/registry/models/segment";
import { versionQuery } from "@/components/registry/versions/queries";
import { VersionPage } from "@/components/registry/versions/version-page";
import { answer } from "@/lib/transports/http/answer";
import { orNotFound } from "@/lib/transports/http/or-not-found";
import { pageContext } from "@/lib/transports/session/viewer";
import { getRollback } from "@/lib/verbs/registry/models/get-rollback";
import { describeVersion } from "@/lib/verbs/registry/versions/describe-version";

export const metadata: Metadata = { title: "Version" };

type Props = { params: Promise<{ name: string; version: string }> };

export default async function OneVersionPage({ params }: Props) {
  const context = await pageContext();
  const { name: segment, version } = await params;
  const name = decodedSegment(segment);
  const client = makeQueryClient();
  try {
    const [described, rollback] = await Promise.all([
      answer(describeVersion, context, { name, version }),
      answer(getRollback, context, { name }),
    ]);
    client.setQueryData(rollbackQuery(name).queryKey, rollback);
    client.setQueryData(versionQuery(name, described.version.number).queryKey, described);
  } catch (error) {
    orNotFound(error);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <VersionPage name={name} number={Number(version)} />
    </HydrationBoundary>
  );
}
