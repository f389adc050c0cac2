"use client";
import { useState } from "react";
import type { RequestDetail } from "@/components/registry/requests/queries";
import { RequestDialog } from "@/components/registry/requests/request-dialog";
import type { Acts } from "@/components/registry/requests/use-decision";
import { useDraft } from "@/components/registry/requests/use-draft";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

/** After changes were asked for: the same request with other words, judged anew, for a new round of approvals. */
export function AskAgain({ request, acts }: { request: RequestDetail; acts: Acts }) {
  const [reason, setReason, dropReason] = useDraft(`again reason ${request.id}`, request.reason);
  const [risk, setRisk, dropRisk] = useDraft(`again risk ${request.id}`, request.risk);
  const [plan, setPlan, dropPlan] = useDraft(`again plan ${request.id}`, request.rollbackPlan);
  const send = () =>
    acts.askAgain({ reason, risk, rollbackPlan: plan }, () => {
      for (const drop of [dropReason, dropRisk, dropPlan]) drop();
    });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="text-base text-muted">
        The gates are judged anew, and approvals begin again. Say what has changed.
      </p>
      <Field label="Reason">
        <Textarea
          required
          value={reason}
          maxLength={10_000}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Field label="Risk" optional>
        <Textarea value={risk} maxLength={10_000} onChange={(event) => setRisk(event.target.value)} />
      </Field>
      <Field label="Rollback plan" optional>
        <Textarea value={plan} maxLength={10_000} onChange={(event) => setPlan(event.target.value)} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        disabled={reason.trim() === ""}
        pending={acts.busy === "revise"}
      >
        Ask again
      </Button>
    </form>
  );
}

/** Once a request is over: a new one with the same words. */
export function AskAnew({ request, onDone }: { request: RequestDetail; onDone: (id: string) => void }) {
  const [open, setOpen] = useState(false);
  const { model, version, to, reason, risk, rollbackPlan } = request;
  return (
    <>
      <Button onClick={() => setOpen(true)} className="self-start">
        Ask anew
      </Button>
      <RequestDialog
        {...{ model, version, to, open }}
        initial={{ reason, risk, rollbackPlan }}
        onOpenChange={setOpen}
        onDone={({ id }) => onDone(id)}
      />
    </>
  );
}
