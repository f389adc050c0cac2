import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { perProcess } from "@/lib/process";

export type Requests = Histogram<"verb" | "status">;

/** What Prometheus is told of this process. */
export function metrics() {
  perProcess.metrics ??= makeMetrics();
  return perProcess.metrics;
}

function makeMetrics() {
  const registry = new Registry();
  const requests: Requests = new Histogram({
    name: "slipway_request_seconds",
    help: "Time to answer, by verb and status class.",
    labelNames: ["verb", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  new Gauge({
    name: "slipway_journal_waiting_bytes",
    help: "Bytes of the journal that are not copied to telemetry yet, as last measured.",
    registers: [registry],
    collect() {
      this.set(perProcess.waitingBytes);
    },
  });
  new Gauge({
    name: "slipway_job_last_success_timestamp_seconds",
    help: "When each background job last succeeded in this process.",
    labelNames: ["job"],
    registers: [registry],
    collect() {
      for (const [job, at] of perProcess.succeeded) this.set({ job }, at / 1000);
    },
  });
  collectDefaultMetrics({ register: registry });
  return { registry, requests };
}

/** Starts a watch; call the result with the status. */
export function observe(verb: string): (status: number) => void {
  const started = performance.now();
  return (status) =>
    metrics().requests.observe(
      { verb, status: `${Math.floor(status / 100)}xx` },
      (performance.now() - started) / 1000,
    );
}
