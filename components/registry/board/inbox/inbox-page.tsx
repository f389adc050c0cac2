"use client";
import { useQuery } from "@tanstack/react-query";
import { type Inbox, inboxQuery } from "@/components/frame/inbox-queries";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { useAbility } from "@/components/frame/viewer-context";
import { registryLive } from "@/components/registry/requests/queries";
import { RequestRows } from "@/components/registry/requests/request-rows";
import { oneOf, waitsForConfirmation } from "@/components/registry/requests/words";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Part } from "@/components/ui/part";
import { Loading } from "@/components/ui/skeleton";
import { NothingWaits } from "./nothing-waits";
import { Production, Runs, WaitingPolicies } from "./parts";

/** Home: what waits for the reader, what became of what the reader asked, and what serves. */
export function InboxPage() {
  const { data, error, refetch } = useQuery(inboxQuery());
  useLiveKeys(registryLive);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Home" }]}
        actions={<LinkButton href="/requests">All requests</LinkButton>}
      />
      <PageBody className="!gap-8 max-w-240">
        {data !== undefined ? (
          <Shown inbox={data} />
        ) : error ? (
          <ErrorState what="Your inbox" error={error} onRetry={refetch} />
        ) : (
          <Loading what="your inbox" />
        )}
      </PageBody>
    </>
  );
}

function Shown({ inbox }: { inbox: Inbox }) {
  const decides = useAbility("decide");
  const asks = useAbility("registry:write");
  const { waiting, policies, mine, decided, production, productionTotal, runs, lastDecision } = inbox;
  const nothing = waiting.length === 0 && policies.length === 0;
  return (
    <>
      {decides && (
        <Part title={nothing ? "Waits for you" : `Waits for you (${waiting.length + policies.length})`}>
          {nothing && <NothingWaits lastDecision={lastDecision} />}
          {waiting.length > 0 && <RequestRows label="Requests that wait for you" requests={waiting} />}
          <WaitingPolicies policies={policies} />
        </Part>
      )}
      {asks && (mine.length > 0 || !decides) && (
        <Part title="Your requests">
          {mine.length === 0 ? (
            <p className="text-base text-muted">
              You have no open request. Ask for a stage on a version's page or on the board.
            </p>
          ) : (
            <RequestRows label="Your open requests" requests={mine} note={whoHasIt} />
          )}
        </Part>
      )}
      {asks && decided.length > 0 && (
        <Part title={decides ? "Decided lately" : "What became of yours"}>
          <RequestRows label="Decided lately" requests={decided} note={byWhom} />
          <p className="text-sm">
            <Link href="/requests?tab=decided" className="link">
              All decided requests
            </Link>
          </p>
        </Part>
      )}
      {asks && (runs.length > 0 || !decides) && (
        <Part title="Your runs">
          <Runs runs={runs} />
        </Part>
      )}
      <Part title="In Production">
        <Production items={production} total={productionTotal} />
      </Part>
    </>
  );
}

function whoHasIt(request: Inbox["mine"][number]): string {
  if (request.you.mayRevise) return "it is your turn: changes were asked for";
  if (waitsForConfirmation(request)) return `${oneOf(request.with)} may confirm it`;
  return `waits for ${oneOf(request.with)}`;
}

function byWhom({ kind, votes }: Inbox["decided"][number]): string {
  // A rollback's own line says who confirmed it, or that nobody did.
  if (kind === "rollback") return "";
  const names = votes.filter(({ setAside }) => !setAside).map(({ by }) => by);
  return names.length > 0 ? `by ${names.join(" and ")}` : "";
}
