import { Histogram, Registry } from "prom-client";

declare global {
  // Next loads modules several times: one registry a process, or series come out empty.
  var slipwayMetrics: { registry: Registry; requests: Histogram<"verb" | "status"> } | undefined;
}

export function metrics() {
  if (!globalThis.slipwayMetrics) {
    const registry = new Registry();
    const requests = new Histogram({
      name: "slipway_request_seconds",
      help: "Time to answer, by verb and status class.",
      labelNames: ["verb", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    });
    globalThis.slipwayMetrics = { registry, requests };
  }
  return globalThis.slipwayMetrics;
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
