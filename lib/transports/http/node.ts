import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** Answers below this are sent as they are: packing them costs more than it saves. */
const packedFrom = 4096;

/** A request of Node's as the web's; its signal aborts when the client leaves before it is answered. */
export function toRequest(message: IncomingMessage, response: ServerResponse): Request {
  const left = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) left.abort();
  });
  const { method = "GET", url = "/" } = message;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  const bodiless = method === "GET" || method === "HEAD";
  // The host is a claim of the client's: nothing is decided by it, and only path and query are read.
  return new Request(new URL(url, "http://slipway.invalid"), {
    method,
    headers,
    signal: left.signal,
    ...(bodiless ? {} : { body: bodyOf(message), duplex: "half" }),
  });
}

function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = message[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** Writes an answer of the web's through Node; packed where the client takes that and it is worth it. */
export async function send(
  answer: Response,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  const body = Buffer.from(await answer.arrayBuffer());
  if (body.length < packedFrom || !/\bgzip\b/.test(String(message.headers["accept-encoding"] ?? ""))) {
    response.setHeader("content-length", body.length);
    response.end(message.method === "HEAD" ? undefined : body);
    return;
  }
  response.setHeader("content-encoding", "gzip");
  response.appendHeader("vary", "Accept-Encoding");
  await pipeline(Readable.from([body], { objectMode: false }), createGzip({ level: 4 }), response);
}
