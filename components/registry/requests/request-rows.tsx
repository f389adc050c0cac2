import type { ReactNode } from "react";
import { Confirmation } from "@/components/registry/requests/confirmation";
import { type ListedRequest, requestUrl } from "@/components/registry/requests/queries";
import { RequestStatus } from "@/components/registry/requests/request-status";
import { gateWords, isOpen } from "@/components/registry/requests/words";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Stage } from "@/components/ui/stage";
import { Standing } from "@/components/ui/standing";
import { Time } from "@/components/ui/time";

/** Requests as lines: what is asked, by whom, what the gates said and where the decision stands. `note`: one more word on each. */
export function RequestRows<R extends ListedRequest>({
  label,
  requests,
  note,
}: {
  label: string;
  requests: readonly R[];
  note?: (request: R) => ReactNode;
}) {
  return (
    <ul aria-label={label} className="flex flex-col border-b border-hairline">
      {requests.map((request) => (
        <li
          key={request.id}
          className="flex min-w-0 flex-col gap-0.5 border-t border-hairline px-1 py-2 text-sm"
        >
          <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <Link href={requestUrl(request.id)} className="link min-w-0 py-0.5 font-medium wrap-anywhere">
              <Name>{request.model}</Name> version {request.version}
            </Link>
            <span className="flex items-center gap-1.5">
              <Standing of={{ stage: request.from, bypass: request.bypass }} />
              <span className="text-muted">to</span>
              <Stage stage={request.to} />
            </span>
            <RequestStatus request={request} />
          </span>
          <span className="flex min-w-0 flex-wrap gap-x-3 gap-y-0.5 text-muted">
            <Facts request={request} />
            {note !== undefined && <span>{note(request)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ request }: { request: ListedRequest }) {
  const { requestedBy, createdAt, expiresAt, decidedAt, approvals, confirmation, gates, kind } = request;
  const gatesSay = gateWords(gates);
  const passing = gates.every(({ result }) => result === "passed");
  return (
    <>
      <span>
        <Name>{requestedBy}</Name>, <Time value={createdAt} />
      </span>
      {gatesSay !== null && isOpen(request) && (
        <span className={passing ? undefined : "text-warning"}>{gatesSay}</span>
      )}
      {isOpen(request) && approvals.needed > 1 && kind === "transition" && (
        <span>
          {approvals.given} of {approvals.needed} approvals
        </span>
      )}
      {confirmation !== null ? (
        <Confirmation of={confirmation} />
      ) : isOpen(request) ? (
        <span>
          expires <Time value={expiresAt} />
        </span>
      ) : (
        <span>
          {request.status} <Time value={decidedAt ?? expiresAt} />
        </span>
      )}
    </>
  );
}
