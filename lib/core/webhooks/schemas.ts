import { z } from "zod";
import { flag, text, whole } from "@/lib/core/fields";
import { eventTypes, testEvent } from "./events";

/** The shapes of webhooks' forms and answers: the browser checks with the same ones as the verbs. */
export const webhookUrl = text(2_000).trim().min(1, "must not be empty");
export const webhookDescription = text(200).trim();
export const webhookEvents = z
  .array(z.enum(eventTypes))
  .min(1, "Choose at least one event.")
  .max(eventTypes.length)
  .transform((events) => [...new Set(events)]);

export const newWebhook = z.strictObject({
  url: webhookUrl,
  description: webhookDescription.default(""),
  events: webhookEvents,
});

export const webhookRow = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  disabledAt: z.date().nullable(),
  disabledReason: z.string().nullable(),
  /** Since when every attempt has failed; null after a success. */
  failingSince: z.date().nullable(),
  lastDeliveredAt: z.date().nullable(),
  /** Until when the receiver asked us to wait. */
  pausedUntil: z.date().nullable(),
  /** Until when the secret before the present one signs as well. */
  previousSecretUntil: z.date().nullable(),
  createdAt: z.date(),
  createdBy: z.string().nullable(),
  waiting: z.number(),
  dead: z.number(),
});
/** Shown once. */
export const webhookSecret = z.object({ secret: z.string() });

export const deliveryStates = ["pending", "delivered", "failed", "dead"] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export const deliveryState = z.enum(deliveryStates);
/** What has been tried in vain waits like what has not been tried. */
export const waitingStates: readonly DeliveryState[] = ["pending", "failed"];

export const attemptRow = z.object({
  at: z.date(),
  status: z.number().nullable(),
  error: z.string().nullable(),
  response: z.string().nullable(),
  durationMs: z.number(),
});

export const deliveryRow = z.object({
  id: z.string(),
  messageId: z.string(),
  type: z.enum([...eventTypes, testEvent]).or(z.string()),
  state: deliveryState,
  /** Attempts since it was first sent or last replayed. */
  attempts: z.number(),
  nextAt: z.date().nullable(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  /** The body, as it is sent. */
  body: z.string(),
  /** The last attempts, newest first. */
  log: z.array(attemptRow),
});

export const deliveryFilter = z.strictObject({
  id: text(100).min(1),
  state: deliveryState.optional(),
  limit: whole(1, 100).default(25),
  cursor: text(200).optional(),
});

const time = z.iso
  .datetime({ offset: true, error: "must be a time like 2026-05-03T00:00:00Z" })
  .refine((at) => !at.startsWith("0000"), "must be of a year from 1 to 9999");
export const replayRange = z
  .strictObject({
    id: text(100).min(1),
    from: time,
    to: time,
    /** Also what was delivered. Otherwise only what was given up. */
    delivered: flag.default(false),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    path: ["to"],
    message: "must be later than from",
  });
