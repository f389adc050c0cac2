import { isDevelopment } from "@/lib/env";
import { perProcess } from "@/lib/process";
import { drainServers } from "@/lib/transports/http/drain";
import { endStreams } from "@/lib/transports/http/events";
import { log } from "@/lib/transports/http/log";

// The launcher gives the server 12 s; deliveries and the pump's last flush need some of them.
const answersMs = 7_000;

/** On SIGTERM the process drains and ends. With hot reload Next ends it, and only what would hold it up is ended here. */
export function drainOnSignal(): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, isDevelopment() ? letGo : end);
}

function letGo(): void {
  endStreams();
  void perProcess.jobs?.stop();
}

function end(): void {
  if (perProcess.draining) return;
  void drain()
    .catch((error: unknown) => log.error({ err: error }, "the process did not end in order"))
    .finally(() => process.exit(0));
}

/** Unready → streams end → answers under way end, and jobs → the pump finishes its flush. The stores are the launcher's to stop. */
export async function drain(graceMs = answersMs): Promise<void> {
  perProcess.draining = true;
  // Next's server waits for every open answer: streams would hold it for ever.
  endStreams();
  await Promise.all([drainServers(graceMs), perProcess.jobs?.rest()]);
  await perProcess.jobs?.stop();
}
