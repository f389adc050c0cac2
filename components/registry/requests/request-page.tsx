"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { AskAgain } from "@/components/registry/requests/ask-again";
import { DecisionForm } from "@/components/registry/requests/decision-form";
import { EvidenceChanged, ProductionSince } from "@/components/registry/requests/evidence-changed";
import { GateList } from "@/components/registry/requests/gate-list";
import { type RequestDetail, registryLive, requestQuery } from "@/components/registry/requests/queries";
import { RequestActivity } from "@/components/registry/requests/request-activity";
import { RequestFacts } from "@/components/registry/requests/request-facts";
import { RequestStanding } from "@/components/registry/requests/request-standing";
import { RequestStatus } from "@/components/registry/requests/request-status";
import { useDecision } from "@/components/registry/requests/use-decision";
import { askWords, gateWords, isOpen } from "@/components/registry/requests/words";
import { differenceQuery } from "@/components/registry/versions/difference/queries";
import { VersionDifference } from "@/components/registry/versions/difference/version-difference";
import { WayInMark } from "@/components/registry/versions/way-in-mark";
import { ErrorState } from "@/components/ui/error-state";
import { Prose } from "@/components/ui/markdown";
import { Name } from "@/components/ui/name";
import { Part } from "@/components/ui/part";
import { Loading } from "@/components/ui/skeleton";
import { BypassMark } from "@/components/ui/standing";
import { Time } from "@/components/ui/time";

/** All that one needs to decide a request, on one page. */
export function RequestPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(requestQuery(id));
  useLiveKeys(registryLive);
  if (data === undefined)
    return (
      <PageBody>
        {error ? (
          <ErrorState what="The request" error={error} onRetry={refetch} />
        ) : (
          <Loading what="the request" />
        )}
      </PageBody>
    );
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Requests", href: "/requests" },
          { label: `${data.model} version ${data.version}` },
        ]}
        actions={<RequestStatus request={data} />}
      />
      <Shown request={data} />
    </>
  );
}

function Shown({ request }: { request: RequestDetail }) {
  const acts = useDecision(request);
  const asks = request.gates.length > 0 || request.kind === "transition";
  return (
    <PageBody className="!gap-6">
      <p className="max-w-[72ch] text-base">
        <strong className="font-semibold">
          <Name>{request.requestedBy}</Name>
        </strong>{" "}
        {askWords(request)}, <Time value={request.createdAt} />.{" "}
        {request.bypass !== null && <BypassMark bypass={request.bypass} />}
      </p>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)] lg:grid-rows-[auto_1fr]">
        {/* on a phone right under the sentence */}
        <div className="lg:col-start-2">
          <Part title={isOpen(request) ? "Decision" : "What became of it"}>
            <EvidenceChanged request={request} />
            <WayInMark version={request.version} wayIn={request.wayIn} />
            <RequestStanding request={request} />
          </Part>
        </div>
        <div className="flex min-w-0 flex-col gap-8 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Part title="Reason">
            <Prose className="wrap-anywhere">{request.reason}</Prose>
          </Part>
          <Text title="Risk">{request.risk}</Text>
          <Text title="Rollback plan">{request.rollbackPlan}</Text>
          {asks && <Gates request={request} />}
          <Part
            title={
              request.comparedWith === null
                ? "What is new"
                : `Difference to version ${request.comparedWith}, ${request.status === "open" ? "in Production" : "in Production when it was asked"}`
            }
          >
            <ProductionSince request={request} />
            <DifferenceTo request={request} />
          </Part>
        </div>
        <div className="flex min-w-0 flex-col gap-8 lg:col-start-2">
          {request.you.mayRevise && (
            <Part title="Ask again">
              <AskAgain request={request} acts={acts} />
            </Part>
          )}
          <Part title="Pinned to">
            <RequestFacts request={request} />
          </Part>
          <Part title="Activity">
            <RequestActivity request={request} />
          </Part>
          {request.gone === null && <DecisionForm request={request} acts={acts} />}
        </div>
      </div>
    </PageBody>
  );
}

const Text = ({ title, children }: { title: string; children: string }): ReactNode =>
  children === "" ? null : (
    <Part title={title}>
      <Prose className="wrap-anywhere">{children}</Prose>
    </Part>
  );

function Gates({ request }: { request: RequestDetail }) {
  const words = gateWords(request.gates);
  const pending = request.status === "open" || request.status === "changes-requested";
  return (
    <Part title="Gates">
      {words !== null && (
        <p className="text-sm text-muted">
          {words}, judged <Time value={request.gatesAt} />.
          {pending &&
            " Approving judges them again, and is refused while one does not pass or anything is not as shown here."}
        </p>
      )}
      <GateList gates={request.gates} />
    </Part>
  );
}

function DifferenceTo({ request }: { request: RequestDetail }) {
  if (request.gone !== null)
    return (
      <p className="text-base text-muted">
        The {request.gone} was deleted, so there is nothing left to compare. The reason, the gates' numbers
        and every act of it are kept.
      </p>
    );
  return <DifferenceNow request={request} />;
}

function DifferenceNow({ request: { model, version, comparedWith } }: { request: RequestDetail }) {
  const { data, error, refetch } = useQuery(differenceQuery(model, comparedWith, version));
  if (error) return <ErrorState what="The difference" error={error} onRetry={refetch} />;
  return data === undefined ? <Loading what="the difference" /> : <VersionDifference difference={data} />;
}
