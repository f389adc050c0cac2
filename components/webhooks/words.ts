import type { Webhook } from "@/components/webhooks/queries";
import type { EventType } from "@/lib/core/webhooks/events";
import type { DeliveryState } from "@/lib/core/webhooks/schemas";

export const eventWords: Record<EventType, string> = {
  "request.opened": "A stage is asked for",
  "request.decided": "A request is approved, applied or rejected",
  "request.changed": "Changes are asked for, or a request goes stale",
  "request.withdrawn": "A request is withdrawn",
  "version.transitioned": "A version moves to another stage",
  "rollback.unconfirmed": "Nobody confirmed a rollback in time",
};

export const stateLooks = {
  pending: { tone: "info", shape: "ring", word: "Waiting" },
  failed: { tone: "warning", shape: "ring", word: "Failed, tried again" },
  delivered: { tone: "good", shape: "dot", word: "Delivered" },
  dead: { tone: "bad", shape: "square", word: "Given up" },
} as const satisfies Record<DeliveryState, unknown>;

/** How a webhook fares, in a mark and a few words. */
export function healthOf(webhook: Webhook) {
  if (!webhook.enabled) return { tone: "neutral", shape: "square", word: "Off" } as const;
  if (webhook.failingSince !== null) return { tone: "bad", shape: "square", word: "Failing" } as const;
  if (webhook.pausedUntil !== null) return { tone: "warning", shape: "ring", word: "Paused" } as const;
  if (webhook.lastDeliveredAt === null)
    return { tone: "neutral", shape: "ring", word: "Nothing sent yet" } as const;
  return { tone: "good", shape: "dot", word: "Delivering" } as const;
}

/** What people call it: its description, or where it goes. */
export const nameOf = ({ description, url }: Pick<Webhook, "description" | "url">): string =>
  description || new URL(url).host;

/** What deleting it would leave unsent; nothing where nobody waits, or it is gone. */
export function waitingWords(webhook: Pick<Webhook, "waiting"> | undefined): string {
  const count = webhook?.waiting ?? 0;
  if (count === 0) return "";
  return count === 1 ? "1 delivery waits; it is not sent. " : `${count} deliveries wait; they are not sent. `;
}
