/** Standard Webhooks 1.0.0: what is signed, and how it is written. The hash itself is handed in. */

/** HMAC-SHA256 of `content` under `key`. */
export type Hmac = (key: Uint8Array, content: Uint8Array) => Uint8Array;

const prefix = "whsec_";

export const writeSecretKey = (key: Uint8Array): string => `${prefix}${toBase64(key)}`;

/** `id.timestamp.body`, over the very bytes that are sent. `timestamp`: whole seconds, of the attempt. */
function signedContent(id: string, timestamp: number, body: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  return content;
}

/** The three headers of one attempt; one signature for each secret, two while a new one takes over. */
export function signedHeaders(
  message: { id: string; timestamp: number; body: Uint8Array },
  keys: readonly Uint8Array[],
  hmac: Hmac,
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  const content = signedContent(message.id, message.timestamp, message.body);
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(message.timestamp),
    "webhook-signature": keys.map((key) => `v1,${toBase64(hmac(key, content))}`).join(" "),
  };
}

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
