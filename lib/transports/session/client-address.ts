import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { readEnv } from "@/lib/env";
import { perProcess } from "@/lib/process";

/**
 * Next's requests carry no socket, and their X-Forwarded-For is whatever the client wrote. This notes on each request, under
 * a name that no client can guess, the forwarded chain and the address that really connected. Call once, at the start.
 */
export function notePeerAddresses(): void {
  if (perProcess.peerHeader) return;
  const header = `x-slipway-peer-${randomBytes(12).toString("hex")}`;
  perProcess.peerHeader = header;
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (!(request instanceof IncomingMessage)) return;
    const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",");
    request.headers[header] = `${forwarded},${request.socket.remoteAddress ?? ""}`;
  });
}

/** The client's address behind exactly `TRUSTED_PROXIES` proxies; what stands before it in the chain is only claimed. */
export function clientAddress(headers: Headers): string | null {
  const parts = chainOf(headers);
  return parts[Math.max(0, parts.length - 1 - readEnv().TRUSTED_PROXIES)]?.slice(0, 64) ?? null;
}

/** Did a process of this machine ask, at a name of this machine, and no proxy for somebody else? Never where a proxy is said to be. */
export function asksFromHere(headers: Headers): boolean {
  const [peer = "", ...others] = chainOf(headers).reverse();
  const proxied = others.length > 0 || headers.has("forwarded") || headers.has("via");
  // A page of another site can make its own name mean this machine: what it asks for says that name.
  const asked = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/i.test(headers.get("host") ?? "");
  return (
    readEnv().TRUSTED_PROXIES === 0 && !proxied && asked && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(peer)
  );
}

/** What each proxy said, and last who really connected. */
function chainOf(headers: Headers): string[] {
  const name = perProcess.peerHeader;
  const chain = (name && headers.get(name)) || "";
  return chain
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
