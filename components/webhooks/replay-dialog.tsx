"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { type Webhook, webhookPath } from "@/components/webhooks/queries";
import { nameOf } from "@/components/webhooks/words";

type Props = { webhook: Webhook; open: boolean; onClose: () => void; onDone: () => unknown };

/** Sends a range of time again. */
export function ReplayDialog({ webhook, open, onClose, onDone }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Send again to ${nameOf(webhook)}`}
      description="Oldest first, with the ids they had: a receiver that knows one can skip it."
      footer={
        <>
          <DialogClose />
          <Button type="submit" form="replay" variant="primary">
            Send again
          </Button>
        </>
      }
    >
      <ReplayForm webhook={webhook} onClose={onClose} onDone={onDone} />
    </Dialog>
  );
}

const day = 86_400_000;
/** As `datetime-local` writes a time of the viewer's zone. */
const local = (at: number) => {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
};
const toIso = (value: string) => (value === "" ? "" : new Date(value).toISOString());

function ReplayForm({ webhook, onClose, onDone }: Omit<Props, "open">) {
  const [from, setFrom] = useState(() => local(Date.now() - 7 * day));
  const [to, setTo] = useState(() => local(Date.now() + 60_000));
  const [delivered, setDelivered] = useState(false);
  const { error, pending, send } = useAct();
  return (
    <form
      id="replay"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending) return;
        void send(async () => {
          const body = { from: toIso(from), to: toIso(to), delivered };
          const { replayed } = await api<{ replayed: number }>(`${webhookPath(webhook.id)}/replay`, { body });
          toast.done(
            replayed === 0 ? "Nothing of that range is to be sent again." : `${replayed} on their way again.`,
          );
          onDone();
          onClose();
        });
      }}
    >
      <Field label="What happened from" error={fieldMessage(error, "/from")}>
        <Input type="datetime-local" required value={from} onValueChange={setFrom} />
      </Field>
      <Field label="Until" error={fieldMessage(error, "/to")}>
        <Input type="datetime-local" required value={to} onValueChange={setTo} />
      </Field>
      <Checkbox checked={delivered} onCheckedChange={setDelivered}>
        Also what was delivered, not only what was given up
      </Checkbox>
      <Failure error={error} fields={["/from", "/to"]} />
    </form>
  );
}
