"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { useViewer } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { DeliveryLog, LogClosed } from "@/components/webhooks/delivery-log";
import {
  type MadeWebhook,
  type Webhook,
  webhookPath,
  webhooksKey,
  webhooksLive,
  webhooksQuery,
} from "@/components/webhooks/queries";
import { VerifyHelp } from "@/components/webhooks/verify-help";
import {
  EditWebhookDialog,
  NewWebhookDialog,
  SecretDialog,
  type Shown,
} from "@/components/webhooks/webhook-dialogs";
import { WebhookTable } from "@/components/webhooks/webhook-table";
import { nameOf, waitingWords } from "@/components/webhooks/words";

/** The project's webhooks: make, watch, test, send again. For admins. */
export function WebhookSettings() {
  const viewer = useViewer();
  const { data, error, refetch } = useQuery(webhooksQuery());
  const { busy, act, reload } = useAct([webhooksKey]);
  const [open, setOpen] = useQueryState("webhook", parseAsString);
  const [making, setMaking] = useState(false);
  const [editing, setEditing] = useState<Webhook | null>(null);
  const [asking, setAsking] = useState<{ what: "delete" | "rotate" | "switch"; webhook: Webhook } | null>(
    null,
  );
  const [shown, setShown] = useState<Shown | null>(null);
  useLiveKeys(webhooksLive);
  const opened = data?.items.find(({ id }) => id === open);

  const change = (webhook: Webhook, enabled: boolean) =>
    act(
      webhook.id,
      enabled
        ? `${nameOf(webhook)} is on. Send the range that it missed again.`
        : `${nameOf(webhook)} is off.`,
      `${nameOf(webhook)} is unchanged.`,
      () => api(webhookPath(webhook.id), { method: "PATCH", body: { enabled } }),
    );
  const test = async (webhook: Webhook) => {
    await act(webhook.id, "A test is on its way.", "No test was sent.", () =>
      api(`${webhookPath(webhook.id)}/test`, { body: {} }),
    );
    await setOpen(webhook.id);
  };
  const confirm = async () => {
    if (asking === null) return;
    const { what, webhook } = asking;
    const path = webhookPath(webhook.id);
    if (what === "switch") return change(webhook, false);
    if (what === "rotate") {
      const { secret } = await api<MadeWebhook>(`${path}/secret`, { body: {} });
      setShown({ name: nameOf(webhook), secret, rotated: true });
    } else {
      // Its own log first: what is heard of the deletion would have it read once more.
      if (open === webhook.id) await setOpen(null);
      await api(path, { method: "DELETE" });
      toast.done("The webhook is deleted.");
    }
    await reload();
  };
  const words = asking === null ? null : askWords[asking.what];

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="max-w-[72ch] text-base text-muted">
          A webhook tells another system when a stage is asked for, decided or changed in{" "}
          {viewer.project.name}.
        </p>
        <Button variant="primary" onClick={() => setMaking(true)}>
          Create a webhook
        </Button>
      </div>
      {error ? (
        <ErrorState what="The webhooks" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what="webhooks" rows={3} />
      ) : data.items.length === 0 ? (
        <EmptyState title="No webhooks yet">
          Create one to have a deployment or a chat hear of each step. Every message is signed, and sent again
          for three days until it is taken.
        </EmptyState>
      ) : (
        <WebhookTable
          webhooks={data.items}
          open={open}
          onOpen={setOpen}
          busy={busy}
          onTest={test}
          onEdit={setEditing}
          onRotate={(webhook) => setAsking({ what: "rotate", webhook })}
          onSwitch={(webhook, enabled) =>
            enabled ? void change(webhook, true) : setAsking({ what: "switch", webhook })
          }
          onDelete={(webhook) => setAsking({ what: "delete", webhook })}
        />
      )}
      {opened !== undefined ? (
        <DeliveryLog key={opened.id} webhook={opened} />
      ) : (
        open !== null && data !== undefined && <LogClosed />
      )}
      <VerifyHelp />
      <NewWebhookDialog
        open={making}
        onClose={() => setMaking(false)}
        onMade={(made) => {
          setMaking(false);
          setShown({ name: nameOf(made), secret: made.secret, rotated: false });
          void reload();
        }}
      />
      <EditWebhookDialog webhook={editing} onClose={() => setEditing(null)} onChanged={reload} />
      <SecretDialog shown={shown} onClose={() => setShown(null)} />
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(next) => !next && setAsking(null)}
        title={asking === null ? "" : `${words?.title} ${nameOf(asking.webhook)}`}
        confirm={words?.confirm ?? ""}
        tone={asking?.what === "delete" ? "danger" : "primary"}
        onConfirm={confirm}
      >
        {asking?.what === "delete" && waitingWords(data?.items.find(({ id }) => id === asking.webhook.id))}
        {words?.text}
      </ConfirmDialog>
    </div>
  );
}

const askWords = {
  delete: {
    title: "Delete",
    confirm: "Delete the webhook",
    text: "Its delivery log goes with it. This cannot be taken back.",
  },
  rotate: {
    title: "A new secret for",
    confirm: "Make the secret",
    text: "The new secret is shown once. The present one keeps signing beside it for 24 hours.",
  },
  switch: {
    title: "Switch off",
    confirm: "Switch it off",
    text: "What waits for it is given up, and what happens meanwhile is not kept for it. What was given up can be sent again once it is on.",
  },
} as const;
