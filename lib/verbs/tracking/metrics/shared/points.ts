import { doubleCell } from "@/lib/core/numbers/clickhouse-double";
import { runNumber } from "@/lib/stores/telemetry/run-number";
import type { LatestMetric, ModelMetric } from "./log-statement";

export type LoggedPoint = {
  key: string;
  value: number;
  timestamp: bigint;
  step: bigint;
  modelId?: string | undefined;
  datasetName?: string | undefined;
  datasetDigest?: string | undefined;
};

/** Is `fresh` later than `stored` by (step, timestamp, value), a number beating NaN? */
export function isNewer(fresh: LoggedPoint, stored: LoggedPoint): boolean {
  if (fresh.step !== stored.step) return fresh.step > stored.step;
  if (fresh.timestamp !== stored.timestamp) return fresh.timestamp > stored.timestamp;
  if (Number.isNaN(fresh.value) || Number.isNaN(stored.value))
    return Number.isNaN(stored.value) && !Number.isNaN(fresh.value);
  return fresh.value > stored.value;
}

// PostgreSQL's and ClickHouse's words for a double; both read "NaN" and "Infinity".
const printDouble = (value: number) => (Object.is(value, -0) ? "-0" : String(value));

type Folded = {
  latest: LoggedPoint;
  min: number;
  max: number;
  steps: [bigint, bigint];
  times: [bigint, bigint];
};

/** One entry a key: its latest point, the range of its finite values, and where its points lie. */
export function latestByKey(points: readonly LoggedPoint[]): LatestMetric[] {
  const byKey = new Map<string, Folded>();
  for (const point of points) {
    const { key, value, step, timestamp } = point;
    const seen = byKey.get(key);
    if (!seen) {
      const [min, max] = Number.isFinite(value) ? [value, value] : [Infinity, -Infinity];
      byKey.set(key, { latest: point, min, max, steps: [step, step], times: [timestamp, timestamp] });
      continue;
    }
    if (isNewer(point, seen.latest)) seen.latest = point;
    if (value < seen.min && value !== -Infinity) seen.min = value;
    if (value > seen.max && value !== Infinity) seen.max = value;
    widen(seen.steps, step);
    widen(seen.times, timestamp);
  }
  return [...byKey].map(([key, { latest, min, max, steps, times }]) => ({
    key,
    value: printDouble(latest.value),
    step: String(latest.step),
    timestamp: String(latest.timestamp),
    min: min <= max ? printDouble(min) : null,
    max: min <= max ? printDouble(max) : null,
    minStep: String(steps[0]),
    maxStep: String(steps[1]),
    minTimestamp: String(times[0]),
    maxTimestamp: String(times[1]),
  }));
}

function widen(range: [bigint, bigint], value: bigint): void {
  if (value < range[0]) range[0] = value;
  if (value > range[1]) range[1] = value;
}

/** The points that were logged with a model, one a (model, key, dataset): the latest. */
export function modelMetrics(points: readonly LoggedPoint[]): ModelMetric[] {
  const latest = new Map<string, LoggedPoint>();
  for (const point of points) {
    if (!point.modelId) continue;
    const id = JSON.stringify([point.modelId, point.key, point.datasetName, point.datasetDigest]);
    const seen = latest.get(id);
    if (!seen || isNewer(point, seen)) latest.set(id, point);
  }
  return [...latest.values()].map((point) => ({
    model_id: point.modelId ?? "",
    key: point.key,
    dataset_name: point.datasetName ?? "",
    dataset_digest: point.datasetDigest ?? "",
    value: printDouble(point.value),
    step: String(point.step),
    timestamp: String(point.timestamp),
  }));
}

/** The batch as lines of JSONCompactEachRow, in the columns of the target metric_point. */
export function journalBody(runId: string, points: readonly LoggedPoint[]): Uint8Array {
  const run = runNumber(runId);
  const lines = points.map(
    (p) => `[${run},${JSON.stringify(p.key)},${p.step},${p.timestamp},${doubleCell(p.value)}]\n`,
  );
  return Buffer.from(lines.join(""), "utf8");
}
