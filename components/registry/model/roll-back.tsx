"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { explain } from "@/components/frame/api-error";
import type { Rollback } from "@/components/registry/model-queries";
import { modelPath } from "@/components/registry/queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";

type Props = { model: string; rollback: Rollback };

/** Puts the version back that was in Production before: a press, a reason, a press. */
export function RollBack({ model, rollback: { current, previous, since, you } }: Props) {
  const [open, setOpen] = useState(false);
  if (previous === null) return null;
  if (!you.mayRollBack)
    return <p className="text-sm text-muted">An engineer can roll back to version {previous}.</p>;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Roll back to v{previous}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Roll back to version ${previous}`}
        description={
          <>
            {current === null
              ? `Version ${previous} enters Production at once.`
              : `Version ${previous} enters Production at once, and version ${current} is archived.`}
            {since !== null && (
              <>
                {" "}
                It last entered Production on <Time value={since} exact />.
              </>
            )}
          </>
        }
        width="sm"
      >
        <RollBackForm model={model} to={previous} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function RollBackForm({ model, to, onClose }: { model: string; to: number; onClose: () => void }) {
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [state, setState] = useState<{ pending: boolean; failure?: string }>({ pending: false });
  async function send() {
    setState({ pending: true });
    try {
      await api(`${modelPath(model)}/rollback`, { body: { reason, to } });
      toast.done(`Version ${to} is in Production again.`);
      onClose();
    } catch (error) {
      setState({ pending: false, failure: explain(error) });
    } finally {
      await Promise.all(
        ["models", "requests", "inbox"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      );
    }
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") void send();
      }}
    >
      <Field
        label="Reason"
        hint="Kept in the history. Where approvals are asked, a second engineer confirms within 24 hours."
      >
        <Textarea value={reason} maxLength={10_000} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {state.failure !== undefined && (
        <p role="alert" className="text-base text-bad">
          {state.failure}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="danger" pending={state.pending} disabled={reason.trim() === ""}>
          Roll back to version {to}
        </Button>
      </div>
    </form>
  );
}
