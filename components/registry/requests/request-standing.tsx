"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useAbility, useViewer } from "@/components/frame/viewer-context";
import { movesQuery } from "@/components/registry/models/queries";
import { policyQuery } from "@/components/registry/policies/queries";
import { AskAnew } from "@/components/registry/requests/ask-again";
import { Confirmation } from "@/components/registry/requests/confirmation";
import { type RequestDetail, requestUrl } from "@/components/registry/requests/queries";
import { staleBecause } from "@/components/registry/requests/stale-words";
import { endWords, isOpen, oneOf, waitsForConfirmation } from "@/components/registry/requests/words";
import { Name } from "@/components/ui/name";
import { Time } from "@/components/ui/time";

/** Who has to do what now, why it is not the reader, and until when. */
export function RequestStanding({ request }: { request: RequestDetail }) {
  const router = useRouter();
  const mayAsk = useAbility("registry:write");
  const { you, status, deciders, expiresAt, confirmation } = request;
  const over = endWords(request);
  const anew =
    mayAsk && request.gone === null && (status === "stale" || status === "expired" || status === "withdrawn");
  const unconfirmed = waitsForConfirmation(request);
  return (
    <div className="flex flex-col gap-2 text-base">
      <Approvals request={request} />
      {you.mayDecide && <p>It waits for you{deciders.length > 1 && ", or for another who may decide"}.</p>}
      {isOpen(request) && !you.mayDecide && !you.mayRevise && you.whyNot !== null && <p>{you.whyNot}</p>}
      {isOpen(request) && !you.mayDecide && status !== "changes-requested" && (
        <p className="text-muted">
          {deciders.length === 0
            ? "Nobody here may decide it: another engineer has to join the project, or the policy to change."
            : `It waits for ${oneOf(deciders)}.`}
        </p>
      )}
      {isOpen(request) && <Excluded request={request} />}
      {status === "changes-requested" && !you.mayRevise && (
        <p className="text-muted">
          It waits for <Name>{request.requestedBy}</Name>, who can ask again.
        </p>
      )}
      {unconfirmed && confirmation !== null && (
        <>
          <p>
            <Confirmation of={confirmation} />
          </p>
          <p className="text-muted">
            It has been applied. A second engineer confirms it, due <Time value={confirmation.due} exact />.
          </p>
        </>
      )}
      {(status === "open" || status === "changes-requested") && (
        <p className="text-muted">
          Expires <Time value={expiresAt} />.
        </p>
      )}
      {over !== null && <p>{over}</p>}
      {status === "stale" && request.gone === null && <Because request={request} />}
      {anew && <AskAnew request={request} onDone={(id) => router.push(requestUrl(id))} />}
    </div>
  );
}

/** The engineers whose word would not be another's, and why: who is not on the list is no riddle. */
function Excluded({ request: { excluded } }: { request: RequestDetail }) {
  const viewer = useViewer();
  const others = excluded.filter(({ id }) => id !== viewer.id);
  if (others.length === 0) return null;
  return (
    <details className="text-sm text-muted">
      <summary className="w-fit cursor-pointer">
        {others.length === 1 ? "One engineer" : `${others.length} engineers`} may not decide it
      </summary>
      <ul className="mt-1 flex flex-col gap-1">
        {others.map(({ id, why }) => (
          <li key={id} className="max-w-[72ch] wrap-anywhere">
            {why}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What of it changed, where the model's moves or its policy tell. */
function Because({ request }: { request: RequestDetail }) {
  const { data: moves } = useQuery(movesQuery(request.model));
  const { data: policy } = useQuery(policyQuery(request.model));
  const changed = moves && policy ? staleBecause(request, moves.items, policy) : null;
  if (changed === null) return null;
  return (
    <p>
      What changed: {changed.what}, <Time value={changed.at} exact />.
    </p>
  );
}

function Approvals({
  request: { kind, status, approvals, confirmation, votes },
}: {
  request: RequestDetail;
}) {
  const counted = votes.filter(({ setAside }) => !setAside);
  const by = (decision: string) =>
    counted.filter((vote) => vote.decision === decision).map((vote) => vote.by);
  const [yes, no, changes] = [by("approve"), by("reject"), by("changes")];
  if (kind === "rollback")
    return confirmation?.state === "confirmed" ? <p>{confirmation.by} confirmed the rollback.</p> : null;
  return (
    <>
      {approvals.needed > 0 && (
        <p>
          <span className="font-medium tabular-nums">
            {approvals.given} of {approvals.needed}
          </span>{" "}
          {approvals.needed === 1 ? "approval" : "approvals"}
          {yes.length > 0 && `: ${yes.join(", ")}`}
        </p>
      )}
      {approvals.needed === 0 && status === "applied" && (
        <p className="text-muted">The policy asks for no approval here, so it applied at once.</p>
      )}
      {no.length > 0 && <p>{no.join(", ")} rejected it.</p>}
      {changes.length > 0 && status === "changes-requested" && <p>{changes.join(", ")} asked for changes.</p>}
    </>
  );
}
