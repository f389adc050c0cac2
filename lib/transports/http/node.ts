import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** What our handlers read of a request: the web's has it, and so has one of Node's behind `incoming`, for less. */
export type Incoming = {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: AsyncIterable<Uint8Array> | null;
  readonly signal: AbortSignal;
};

/** A whole answer: what `send` writes through Node, and `toResponse` makes the web's. */
export type Reply = { status: number; headers: Record<string, string>; body: string };

export const toResponse = ({ status, headers, body }: Reply): Response =>
  new Response(body, { status, headers });

/** A request of Node's; its signal aborts when the client leaves before it is answered. */
export function incoming(message: IncomingMessage, response: ServerResponse): Incoming {
  const left = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) left.abort();
  });
  const { method = "GET", url = "/" } = message;
  const headers = new Headers();
  for (const name in message.headers)
    for (const one of [message.headers[name] ?? []].flat()) headers.append(name, one);
  return {
    method,
    // The host is a claim of the client's: nothing is decided by it, and only path and query are read.
    url: `http://slipway.invalid${url.startsWith("/") ? url : `/${url}`}`,
    headers,
    // Who stops reading still has to answer: the connection stays.
    body:
      method === "GET" || method === "HEAD"
        ? null
        : { [Symbol.asyncIterator]: () => message.iterator({ destroyOnReturn: false }) },
    signal: left.signal,
  };
}

/** Answers below this are sent as they are: packing them costs more than it saves. */
const packedFrom = 4096;

/** Writes an answer; packed where the client takes that and it is worth it. */
export async function send(reply: Reply, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.from(reply.body, "utf8");
  const packed =
    body.length >= packedFrom && /\bgzip\b/.test(String(message.headers["accept-encoding"] ?? ""));
  if (!packed) {
    response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
    response.end(message.method === "HEAD" ? undefined : body);
    return;
  }
  const vary = [reply.headers.vary ?? [], "Accept-Encoding"].flat().join(", ");
  response.writeHead(reply.status, { ...reply.headers, vary, "content-encoding": "gzip" });
  await pipeline(Readable.from([body], { objectMode: false }), createGzip({ level: 4 }), response);
}
