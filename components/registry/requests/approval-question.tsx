"use client";
import { useQuery } from "@tanstack/react-query";
import type { RequestDetail } from "@/components/registry/requests/queries";
import { gateWords, refusedWords } from "@/components/registry/requests/words";
import { EffectLine, MoveEffect } from "@/components/registry/versions/move-effect";
import { movePreviewQuery } from "@/components/registry/versions/queries";
import { WayInMark } from "@/components/registry/versions/way-in-mark";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

type Props = {
  request: RequestDetail;
  /** "Approve", or what the deed is called here. */
  verb: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onApprove: () => Promise<unknown>;
};

/** Nobody approves by a slip: what one more approval does, and the press that does it, once that is in sight. */
export function ApprovalQuestion({ request, verb, open, onOpenChange, onApprove }: Props) {
  const { kind, model, version, to, id } = request;
  const rollback = kind === "rollback";
  const effect = useQuery({ ...movePreviewQuery(model, version, to, id), enabled: open && !rollback });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={rollback ? "Confirm this rollback" : `Approve version ${version} for ${to}`}
      tone="primary"
      confirm={verb}
      ready={rollback || effect.data !== undefined}
      onConfirm={onApprove}
    >
      {rollback ? (
        <div className="flex flex-col gap-3">
          <p>{`Version ${version} of ${model} stands in Production already, and stays there.`}</p>
          <WayInMark version={version} wayIn={request.wayIn} />
        </div>
      ) : (
        <>
          <p className="mb-3">{whenWords(request)}</p>
          <MoveEffect answer={effect} more={<Gates request={request} />} />
        </>
      )}
    </ConfirmDialog>
  );
}

function Gates({ request }: { request: RequestDetail }) {
  const refused = refusedWords(request);
  return (
    <EffectLine name="Gates">
      <span className={refused === null ? undefined : "text-warning"}>
        {refused ?? gateWords(request.gates) ?? "none"}
      </span>
    </EffectLine>
  );
}

/** When it happens, if one more person approves. */
function whenWords({ model, approvals: { needed, given } }: RequestDetail): string {
  const left = needed - given - 1;
  if (left <= 0) return `It applies at once to ${model}:`;
  return `${left} more ${left === 1 ? "approval is" : "approvals are"} needed after yours. Then, in ${model}:`;
}
