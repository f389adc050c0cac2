import type { Server } from "node:http";
import { perProcess } from "@/lib/process";

/** Takes no new connection and lets what is being answered end; resolves when all are closed, at the latest after `graceMs`. */
export async function drainServers(graceMs: number): Promise<void> {
  await Promise.all([...(perProcess.servers ?? [])].map((server) => drained(server, graceMs)));
}

async function drained(server: Server, graceMs: number): Promise<void> {
  // A connection that is kept after its answer would hold the server open until the client lets go.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(cut);
}
