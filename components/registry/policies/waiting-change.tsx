"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useViewer } from "@/components/frame/viewer-context";
import { modelPath } from "@/components/registry/models/queries";
import { registryKeys } from "@/components/registry/requests/queries";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Name } from "@/components/ui/name";
import { Textarea } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import { OutdatedByPolicy } from "./outdated-by-policy";
import { PolicyChange } from "./policy-change";
import { namesOf } from "./policy-summary";
import type { PolicyState } from "./queries";

type Decision = "approve" | "reject" | "withdraw";
const failed = "The change still waits.";
const words = {
  approve: {
    done: "The change holds now.",
    title: "Agree to this change of policy",
    confirm: "Agree to the change",
    text: "It asks for less, and holds at once. Every open request of the model becomes stale, and whoever asked has to ask anew.",
  },
  reject: {
    done: "The change is rejected.",
    title: "Reject this change of policy",
    confirm: "Reject it",
    text: "The policy stays as it is. The change can be proposed anew.",
  },
  withdraw: {
    done: "The change is withdrawn.",
    title: "Withdraw this change of policy",
    confirm: "Withdraw the change",
    text: "The policy stays as it is. The change can be proposed anew.",
  },
} as const satisfies Record<Decision, { done: string; title: string; confirm: string; text: string }>;

type Props = { state: PolicyState; waiting: NonNullable<PolicyState["waiting"]> };

/** A change that asks for less, until a second engineer agrees or not. */
export function WaitingChange({ state, waiting }: Props) {
  const { id } = useViewer();
  const { busy, act } = useAct(registryKeys);
  const [comment, setComment] = useState("");
  const [asking, setAsking] = useState<Decision | null>(null);
  const { mayDecide, whyNot } = waiting.you;
  const mine = waiting.createdBy.id === id;
  const decide = (decision: Decision) =>
    act(decision, words[decision].done, failed, () =>
      api(`${modelPath(state.model)}/policy/decision`, {
        body: { decision, comment, number: waiting.number },
      }),
    );
  return (
    <section
      aria-label="A change that waits"
      className="flex min-w-0 flex-col gap-3 border-l-2 border-warning bg-sunken px-3 py-3"
    >
      <h2 className="text-base font-medium">A change waits for a second engineer</h2>
      <p className="max-w-[72ch] text-base break-words">
        <Name>{waiting.createdBy.name}</Name>, <Time value={waiting.createdAt} />: {waiting.reason}
      </p>
      <PolicyChange before={state.policy} after={waiting.policy} named={namesOf(state)} />
      <OutdatedByPolicy model={state.model} />
      {mayDecide ? (
        <>
          <Field label="Comment" optional>
            <Textarea
              rows={2}
              value={comment}
              maxLength={10_000}
              onChange={(event) => setComment(event.target.value)}
            />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              pending={busy === "approve"}
              disabled={busy !== null}
              onClick={() => setAsking("approve")}
            >
              Agree to the change
            </Button>
            <Button pending={busy === "reject"} disabled={busy !== null} onClick={() => setAsking("reject")}>
              Reject it
            </Button>
          </div>
        </>
      ) : (
        <p className="text-sm text-muted">{whyNot}</p>
      )}
      {mine && (
        <div>
          <Button
            pending={busy === "withdraw"}
            disabled={busy !== null}
            onClick={() => setAsking("withdraw")}
          >
            Withdraw the change
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={asking === null ? "" : words[asking].title}
        tone={asking === "approve" ? "primary" : "danger"}
        confirm={asking === null ? "" : words[asking].confirm}
        onConfirm={() => asking !== null && decide(asking)}
      >
        {asking === null ? "" : words[asking].text}
      </ConfirmDialog>
    </section>
  );
}
