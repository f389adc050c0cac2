import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

export type Received = { path: string; headers: IncomingHttpHeaders; body: Buffer; at: number };
export type Receiver = { url: string; port: number; received: Received[] };
/** What a receiver does with the n-th request, from 0. */
export type Behaviour = (...given: [...Parameters<RequestListener>, n: number]) => void;

/** A receiver on 127.0.0.1 for one test file: keeps what it gets, answers as told. */
export async function openReceiver(
  behave: Behaviour = (_, response) => response.end("ok"),
  tls?: { key: string; cert: string },
): Promise<Receiver> {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      received.push({ path: request.url ?? "", headers: request.headers, body, at: Date.now() });
      behave(request, response, received.length - 1);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on("clientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = addressOf(server.address());
  return { url: `${tls ? "https" : "http"}://127.0.0.1:${port}/hook`, port, received };
}

export function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("it listens on a port");
  return address;
}
