"use client";
import clsx from "clsx";
import { type ReactNode, useRef, useState } from "react";
import { useShortcuts } from "@/components/frame/shortcuts";
import { useAbility } from "@/components/frame/viewer-context";
import { ApprovalQuestion } from "@/components/registry/requests/approval-question";
import type { RequestDetail } from "@/components/registry/requests/queries";
import type { Acts } from "@/components/registry/requests/use-decision";
import { useDraft } from "@/components/registry/requests/use-draft";
import { refusedWords } from "@/components/registry/requests/words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { Decision } from "@/lib/core/registry/requests/request";

const needsWords = "Say why, so that whoever asked knows what to do.";

/**
 * One text and what is done with it: approve, ask for changes, reject, or only say it. On a phone the decisions stay at the
 * window's foot.
 */
export function DecisionForm({ request, acts }: { request: RequestDetail; acts: Acts }) {
  const [text, write, drop] = useDraft(`comment ${request.id}`);
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState<"approve" | "withdraw" | null>(null);
  // As it stood when the question was opened: what changes behind it is not approved with it.
  const [pinned, setPinned] = useState(request);
  const box = useRef<HTMLTextAreaElement>(null);
  const mayComment = useAbility("registry:write");
  const { mayDecide, mayWithdraw } = request.you;
  const rollback = request.kind === "rollback";

  async function decide(decision: Decision): Promise<void> {
    if (decision !== "approve" && text.trim() === "") {
      setMissing(true);
      box.current?.focus();
      return;
    }
    setMissing(false);
    await acts.decide(decision, text.trim(), drop, decision === "approve" ? pinned : request);
  }
  function askToApprove(): void {
    setPinned(request);
    setAsking("approve");
  }
  async function say(): Promise<void> {
    if (text.trim() !== "") await acts.comment(text, drop);
  }

  const group = "This request";
  useShortcuts([
    ...(mayComment ? [{ keys: "c", label: "Comment", group, run: () => box.current?.focus() }] : []),
    ...(mayDecide
      ? [
          {
            keys: "a",
            label: rollback ? "Confirm the rollback" : "Approve",
            group,
            run: askToApprove,
          },
          ...(rollback ? [] : [{ keys: "r", label: "Reject", group, run: () => void decide("reject") }]),
        ]
      : []),
  ]);

  if (!mayComment) return null;
  const refused = mayDecide ? refusedWords(request) : null;
  const approve = rollback ? "Confirm the rollback" : "Approve";
  return (
    <div id="decision" className="flex scroll-mt-16 flex-col gap-3">
      <Field
        label="Comment"
        hint={
          mayDecide && !rollback
            ? "Markdown works. Needed to reject and to ask for changes."
            : "Markdown works."
        }
        error={missing && text.trim() === "" ? needsWords : undefined}
      >
        <Textarea ref={box} value={text} maxLength={10_000} onChange={(event) => write(event.target.value)} />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={say} disabled={text.trim() === ""} pending={acts.busy === "comment"}>
          Comment
        </Button>
        {mayWithdraw && (
          <Button
            variant="danger-quiet"
            onClick={() => setAsking("withdraw")}
            pending={acts.busy === "withdraw"}
          >
            Withdraw the request
          </Button>
        )}
      </div>
      <Bar fixed={mayDecide} notice={acts.notice} refused={refused}>
        {mayDecide && (
          <>
            <Button
              {...(refused === null ? { variant: "primary" } : {})}
              className={large}
              onClick={askToApprove}
              pending={acts.busy === "approve"}
            >
              {approve}
            </Button>
            {!rollback && (
              <>
                <Button
                  className={large}
                  onClick={() => void decide("changes")}
                  pending={acts.busy === "changes"}
                >
                  Ask for changes
                </Button>
                <Button
                  variant="danger-quiet"
                  className={large}
                  onClick={() => void decide("reject")}
                  pending={acts.busy === "reject"}
                >
                  Reject
                </Button>
              </>
            )}
          </>
        )}
      </Bar>
      <ApprovalQuestion
        request={pinned}
        verb={approve}
        open={asking === "approve"}
        onOpenChange={(open) => setAsking(open ? "approve" : null)}
        onApprove={() => decide("approve")}
      />
      <ConfirmDialog
        open={asking === "withdraw"}
        onOpenChange={(open) => setAsking(open ? "withdraw" : null)}
        title="Withdraw this request"
        confirm="Withdraw"
        onConfirm={acts.withdraw}
      >
        Nobody decides it then. You can ask anew at any time.
      </ConfirmDialog>
    </div>
  );
}

const large = "max-md:h-10 max-md:grow";

type BarProps = { fixed: boolean; notice: string | null; refused: string | null; children: ReactNode };

/**
 * The decisions, why the last one was not taken, and why an approval would not be. `fixed`: at the foot of a phone's window,
 * with room left for it.
 */
function Bar({ fixed, notice, refused, children }: BarProps) {
  return (
    <>
      {fixed && <div aria-hidden className={clsx("md:hidden", refused === null ? "h-14" : "h-28")} />}
      <div
        className={clsx(
          "flex flex-col gap-2",
          fixed &&
            "max-md:fixed max-md:inset-x-0 max-md:bottom-(--frame-bottom) max-md:z-10 max-md:border-t max-md:border-hairline max-md:bg-canvas max-md:px-3 max-md:py-2",
        )}
      >
        {notice !== null && (
          <p role="alert" className="border-l-2 border-bad py-1 pl-3 text-base">
            {notice}
          </p>
        )}
        {refused !== null && <p className="text-sm text-warning">{refused}</p>}
        <div className="flex flex-wrap gap-2">{children}</div>
      </div>
    </>
  );
}
