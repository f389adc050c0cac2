import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AuditPage } from "@/components/audit/audit-page";
import { auditQuery, eventQuery, pageSize } from "@/components/audit/queries";
import { filtersOf, loadAuditView } from "@/components/audit/view";
import { makeQueryClient } from "@/components/frame/query-client";
import { SlipwayError } from "@/lib/core/errors";
import { answer } from "@/lib/transports/http/answer";
import { pageContext } from "@/lib/transports/session/viewer";
import { getAuditEvent } from "@/lib/verbs/audit/get-audit-event";
import { listAudit } from "@/lib/verbs/audit/list-audit";

export const metadata: Metadata = { title: "Audit" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

// What the reader may not see, or has asked wrongly, the page says by itself when it asks again.
const orNothing = async <T,>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof SlipwayError && error.status < 500) return undefined;
    throw error;
  });

export default async function Page({ searchParams }: Props) {
  const context = await pageContext();
  const { event, ...view } = await loadAuditView(searchParams);
  const filters = filtersOf(view);
  const client = makeQueryClient();
  const [page, one] = await Promise.all([
    orNothing(answer(listAudit, context, { ...filters, limit: pageSize })),
    event === null ? undefined : orNothing(answer(getAuditEvent, context, { seq: event })),
  ]);
  if (page) client.setQueryData(auditQuery(filters).queryKey, { pages: [page], pageParams: [""] });
  if (event !== null && one) client.setQueryData(eventQuery(event).queryKey, one);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AuditPage />
    </HydrationBoundary>
  );
}
