"use client";
import { api } from "@/components/frame/api";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { type MadeWebhook, type Webhook, webhookPath } from "@/components/webhooks/queries";
import { WebhookForm } from "@/components/webhooks/webhook-form";
import { nameOf } from "@/components/webhooks/words";
import { eventTypes } from "@/lib/core/webhooks/events";

type Shared = { onClose: () => void };

export function NewWebhookDialog({
  open,
  onClose,
  onMade,
}: Shared & { open: boolean; onMade: (made: MadeWebhook) => unknown }) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Create a webhook"
      footer={
        <>
          <DialogClose />
          <Button type="submit" form="new-webhook" variant="primary">
            Create the webhook
          </Button>
        </>
      }
    >
      <WebhookForm
        id="new-webhook"
        initial={{ url: "", description: "", events: [...eventTypes] }}
        onSend={async (body) => onMade(await api<MadeWebhook>("/api/webhooks", { body }))}
      />
    </Dialog>
  );
}

export function EditWebhookDialog({
  webhook,
  onClose,
  onChanged,
}: Shared & { webhook: Webhook | null; onChanged: () => unknown }) {
  return (
    <Dialog
      open={webhook !== null}
      onOpenChange={(next) => !next && onClose()}
      title={`Change ${webhook === null ? "" : nameOf(webhook)}`}
      footer={
        <>
          <DialogClose />
          <Button type="submit" form="edit-webhook" variant="primary">
            Save the webhook
          </Button>
        </>
      }
    >
      {webhook !== null && (
        <WebhookForm
          id="edit-webhook"
          initial={{
            url: webhook.url,
            description: webhook.description,
            events: eventTypes.filter((event) => webhook.events.includes(event)),
          }}
          onSend={async (body) => {
            await api(webhookPath(webhook.id), { method: "PATCH", body });
            toast.done("The webhook is changed.");
            onChanged();
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

export type Shown = { name: string; secret: string; rotated: boolean };

/** A secret, this once. */
export function SecretDialog({ shown, onClose }: Shared & { shown: Shown | null }) {
  return (
    <Dialog
      open={shown !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`Copy the secret of ${shown?.name ?? ""} now`}
      description="It is shown this once. The receiver checks every message with it."
      footer={<DialogClose>Done</DialogClose>}
    >
      {shown !== null && (
        <div className="flex flex-col gap-3">
          <CodeBlock code={shown.secret} title="Secret" wrap />
          {shown.rotated && (
            <p className="text-sm text-muted">
              For 24 hours messages carry two signatures, of this secret and of the one before. Change it at
              the receiver within that time.
            </p>
          )}
        </div>
      )}
    </Dialog>
  );
}
