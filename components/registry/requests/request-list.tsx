"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { inboxCountsQuery } from "@/components/frame/inbox-queries";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { NothingWaits } from "@/components/registry/board/inbox/nothing-waits";
import {
  type RequestPage,
  type RequestTab,
  registryLive,
  requestsQuery,
} from "@/components/registry/requests/queries";
import { RequestRows } from "@/components/registry/requests/request-rows";
import { requestsParsers } from "@/components/registry/requests/view";
import { ErrorState } from "@/components/ui/error-state";
import { Part } from "@/components/ui/part";
import { Loading } from "@/components/ui/skeleton";
import { TabPanel, Tabs } from "@/components/ui/tabs";

/** The project's requests: those that wait, those that are decided, and the reader's own. */
export function RequestList() {
  const [{ tab }, setView] = useQueryStates(requestsParsers, { history: "push" });
  useLiveKeys(registryLive);
  return (
    <>
      <PageHeader crumbs={[{ label: "Requests" }]} />
      <PageBody className="max-w-240">
        <Tabs
          label="Requests"
          value={tab}
          onValueChange={(next) => setView({ tab: next })}
          items={[
            { value: "waiting", label: "Waiting" },
            { value: "decided", label: "Decided" },
            { value: "mine", label: "Mine" },
          ]}
        >
          <TabPanel value="waiting">
            <Waiting />
          </TabPanel>
          <TabPanel value="decided">
            <Listed tab="decided" empty="Nothing has been decided yet." />
          </TabPanel>
          <TabPanel value="mine">
            <Listed
              tab="mine"
              empty="You have asked for nothing yet. Ask for a stage on a version's page or on the board."
            />
          </TabPanel>
        </Tabs>
      </PageBody>
    </>
  );
}

/** What waits for the reader first, oldest on top; then what waits for others. */
function Waiting() {
  const mine = useQuery(requestsQuery("for-me"));
  const counts = useQuery(inboxCountsQuery());
  const own = new Set(mine.data?.items.map(({ id }) => id));
  return (
    <div className="flex flex-col gap-8">
      <Part title="Waits for you">
        <Known of={mine} what="What waits for you">
          {({ items, total }) =>
            total === 0 ? (
              <NothingWaits lastDecision={counts.data?.lastDecision ?? null} />
            ) : (
              <>
                <Counted shown={items.length} total={total} order="oldest first" />
                <RequestRows label="Waits for you" requests={items} />
              </>
            )
          }
        </Known>
      </Part>
      <Part title="Waits for others">
        <Known of={useQuery(requestsQuery("waiting"))} what="What waits">
          {({ items, total }) => {
            const others = items.filter(({ id }) => !own.has(id));
            const left = total - (items.length - others.length);
            return others.length === 0 ? (
              <p className="text-base text-muted">Nothing waits for anybody else.</p>
            ) : (
              <>
                <Counted shown={others.length} total={left} order="newest first" />
                <RequestRows label="Waits for others" requests={others} />
              </>
            );
          }}
        </Known>
      </Part>
    </div>
  );
}

function Listed({ tab, empty }: { tab: RequestTab; empty: string }) {
  return (
    <Known of={useQuery(requestsQuery(tab))} what="The requests">
      {({ items, total }) =>
        total === 0 ? (
          <p className="text-base text-muted">{empty}</p>
        ) : (
          <div className="flex flex-col gap-2">
            <Counted shown={items.length} total={total} order="newest first" />
            <RequestRows label="Requests" requests={items} />
          </div>
        )
      }
    </Known>
  );
}

function Known({
  of: { data, error, refetch },
  what,
  children,
}: {
  of: { data: RequestPage | undefined; error: unknown; refetch: () => unknown };
  what: string;
  children: (page: RequestPage) => ReactNode;
}) {
  if (data !== undefined) return children(data);
  return error ? (
    <ErrorState what={what} error={error} onRetry={() => void refetch()} />
  ) : (
    <Loading what="requests" rows={4} />
  );
}

const Counted = ({ shown, total, order }: { shown: number; total: number; order: string }) => (
  <p role="status" className="text-sm text-muted tabular-nums">
    {shown < total ? `${shown} of ` : ""}
    {total === 1 ? "1 request" : `${total} requests, ${order}`}
  </p>
);
