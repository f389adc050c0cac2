import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { readEnv } from "@/lib/env";

declare global {
  // Next loads modules several times; the header's secret name must be one in a process.
  var slipwayPeerHeader: string | undefined;
}

/**
 * Next's requests carry no socket, and their X-Forwarded-For is whatever the client wrote. This notes on each request, under
 * a name that no client can guess, the forwarded chain and the address that really connected. Call once, at the start.
 */
export function notePeerAddresses(): void {
  if (globalThis.slipwayPeerHeader) return;
  const header = `x-slipway-peer-${randomBytes(12).toString("hex")}`;
  globalThis.slipwayPeerHeader = header;
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
  const name = globalThis.slipwayPeerHeader;
  const chain = (name && headers.get(name)) || "";
  const parts = chain
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts[Math.max(0, parts.length - 1 - readEnv().TRUSTED_PROXIES)]?.slice(0, 64) ?? null;
}
