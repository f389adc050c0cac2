"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useQueryStates } from "nuqs";
import { AuditTable } from "@/components/audit/audit-table";
import { EventPanel } from "@/components/audit/event-panel";
import { ExportMenu } from "@/components/audit/export-menu";
import { Filters } from "@/components/audit/filters";
import { NoMatch } from "@/components/audit/no-match";
import { auditQuery, pageSize } from "@/components/audit/queries";
import { Verification } from "@/components/audit/verification";
import { auditParsers, filtersOf } from "@/components/audit/view";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";

const whole = new Intl.NumberFormat("en");

/** The audit trail: verified in front of the reader, searched, and one record open beside it. */
export function AuditPage() {
  const [view, setView] = useQueryStates(auditParsers);
  const { event, ...said } = view;
  const filters = filtersOf(said);
  const filtered = Object.keys(filters).length > 0;
  const list = useInfiniteQuery({ ...auditQuery(filters), placeholderData: keepPreviousData });
  const events = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = list.data?.pages.at(-1)?.total ?? 0;
  const close = () => {
    document.getElementById(`record-${event}`)?.focus();
    void setView({ event: null });
  };
  return (
    <>
      <PageHeader crumbs={[{ label: "Audit" }]} actions={<ExportMenu filters={filters} />} />
      <PageBody>
        <Verification />
        <Filters view={said} onFilter={setView} />
        <div
          className={clsx(
            "grid min-w-0 items-start gap-4",
            event !== null && "xl:grid-cols-[minmax(0,1fr)_27rem]",
          )}
        >
          <div className="flex min-w-0 flex-col gap-3">
            {list.error ? (
              <ErrorState what="The audit trail" error={list.error} onRetry={list.refetch} />
            ) : list.data === undefined ? (
              <Loading what="the audit trail" />
            ) : events.length > 0 ? (
              <>
                <span role="status" className="text-sm text-muted tabular-nums">
                  {whole.format(events.length)} of {whole.format(total)} {total === 1 ? "record" : "records"}
                  {filtered && (total === 1 ? " that matches" : " that match")}, newest first
                </span>
                <AuditTable
                  events={events}
                  open={event}
                  onOpen={(seq) => setView({ event: seq }, { history: "push" })}
                />
                {list.hasNextPage && (
                  <Button
                    className="w-fit"
                    pending={list.isFetchingNextPage}
                    onClick={() => list.fetchNextPage()}
                  >
                    Show {Math.min(pageSize, total - events.length)} older
                  </Button>
                )}
              </>
            ) : filtered ? (
              <NoMatch filters={filters} onFilter={setView} />
            ) : (
              <EmptyState title="Nothing has been done in this project yet">
                Whatever changes a model, a version or an experiment leaves a record here that nobody can
                change.
              </EmptyState>
            )}
          </div>
          {event !== null && <EventPanel seq={event} onClose={close} />}
        </div>
      </PageBody>
    </>
  );
}
