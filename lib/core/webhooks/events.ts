/** What a webhook can subscribe to. */
export const eventTypes = [
  "request.opened",
  "request.decided",
  "request.withdrawn",
  "request.changed",
  "version.transitioned",
  "rollback.unconfirmed",
] as const;
export type EventType = (typeof eventTypes)[number];

/** Sent by the test button alone, to one webhook, whatever it subscribes to. */
export const testEvent = "webhook.test";

const longestText = 500;
const deepest = 5;

/** Long texts and deep parts cut off: a receiver that wants more asks our API. */
export function thin(value: unknown, depth = 0): unknown {
  if (typeof value === "string")
    return value.length <= longestText ? value : `${[...value].slice(0, longestText - 1).join("")}…`;
  if (typeof value === "bigint") return String(value);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (depth === deepest) return null;
  if (Array.isArray(value)) return value.slice(0, 50).map((one) => thin(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, thin(one, depth + 1)]));
}

/** The receiver's body (Standard Webhooks): exactly these bytes are signed and sent. Under 20 KB, whatever was given. */
export function payloadOf(type: string, at: Date, data: Record<string, unknown>): Uint8Array<ArrayBuffer> {
  const write = (given: unknown) =>
    new TextEncoder().encode(JSON.stringify({ type, timestamp: at.toISOString(), data: given }));
  const whole = write(thin(data));
  return whole.length <= largest ? whole : write({ tooLarge: true });
}
const largest = 20 * 1024;
