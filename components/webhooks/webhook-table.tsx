"use client";
import { MoreHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Webhook } from "@/components/webhooks/queries";
import { healthOf, nameOf } from "@/components/webhooks/words";

export type WebhookActs = {
  onTest: (webhook: Webhook) => void;
  onEdit: (webhook: Webhook) => void;
  onRotate: (webhook: Webhook) => void;
  onSwitch: (webhook: Webhook, enabled: boolean) => void;
  onDelete: (webhook: Webhook) => void;
};

/** `open`: the id of the webhook whose deliveries stand below. */
export function WebhookTable({
  webhooks,
  open,
  onOpen,
  busy,
  ...acts
}: WebhookActs & {
  webhooks: readonly Webhook[];
  open: string | null;
  onOpen: (id: string | null) => void;
  busy: string | null;
}) {
  return (
    <TableFrame label="Webhooks">
      <Table>
        <THead>
          <Tr>
            <Th>Webhook</Th>
            <Th>Health</Th>
            <Th>Told of</Th>
            <Th>Last delivered</Th>
            <Th numeric>Waiting</Th>
            <Th numeric>Given up</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </Tr>
        </THead>
        <TBody>
          {webhooks.map((webhook) => (
            <Tr key={webhook.id} muted={!webhook.enabled} chosen={webhook.id === open}>
              <Td th className="max-w-80 py-1.5">
                <span className="block truncate">{nameOf(webhook)}</span>
                <span className="block truncate font-mono text-xs text-muted" title={webhook.url}>
                  {webhook.url}
                </span>
              </Td>
              <Td>
                <Health webhook={webhook} />
              </Td>
              <Td className="tabular-nums" title={webhook.events.join(", ")}>
                {webhook.events.length} {webhook.events.length === 1 ? "event" : "events"}
              </Td>
              <Td>{webhook.lastDeliveredAt === null ? "Never" : <Time value={webhook.lastDeliveredAt} />}</Td>
              <Td numeric>{webhook.waiting}</Td>
              <Td numeric>{webhook.dead}</Td>
              <Td className="text-right">
                <span className="inline-flex gap-1">
                  <Button
                    size="xs"
                    aria-expanded={webhook.id === open}
                    aria-label={`Deliveries of ${nameOf(webhook)}`}
                    onClick={() => onOpen(webhook.id === open ? null : webhook.id)}
                  >
                    Deliveries
                  </Button>
                  <Actions webhook={webhook} pending={busy === webhook.id} {...acts} />
                </span>
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </TableFrame>
  );
}

function Health({ webhook }: { webhook: Webhook }) {
  const { tone, shape, word } = healthOf(webhook);
  const { enabled, failingSince, pausedUntil, disabledReason } = webhook;
  return (
    <>
      <StatusDot tone={tone} shape={shape}>
        {word}
        {enabled && failingSince !== null && (
          <>
            {" "}
            since <Time value={failingSince} exact />
          </>
        )}
        {enabled && failingSince === null && pausedUntil !== null && (
          <>
            {" "}
            until <Time value={pausedUntil} exact />
          </>
        )}
      </StatusDot>
      {disabledReason !== null && (
        <span className="block max-w-70 truncate text-xs text-muted" title={disabledReason}>
          {disabledReason}
        </span>
      )}
    </>
  );
}

function Actions({
  webhook,
  pending,
  onTest,
  onEdit,
  onRotate,
  onSwitch,
  onDelete,
}: WebhookActs & { webhook: Webhook; pending: boolean }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button size="xs" variant="quiet" aria-label={`Actions for ${nameOf(webhook)}`} pending={pending}>
          <MoreHorizontal aria-hidden />
        </Button>
      }
    >
      <MenuItem disabled={!webhook.enabled} onClick={() => onTest(webhook)}>
        Send a test
      </MenuItem>
      <MenuItem onClick={() => onEdit(webhook)}>Change</MenuItem>
      <MenuItem onClick={() => onRotate(webhook)}>Make a new secret</MenuItem>
      <MenuItem onClick={() => onSwitch(webhook, !webhook.enabled)}>
        {webhook.enabled ? "Switch off" : "Switch on"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger onClick={() => onDelete(webhook)}>
        Delete
      </MenuItem>
    </Menu>
  );
}
