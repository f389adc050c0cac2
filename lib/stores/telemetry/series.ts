import { largest, smallest } from "@/lib/core/bigints";
import type { XAxis } from "@/lib/core/tracking/metrics/series";
import { runNumber } from "./run-number";
import type { Telemetry } from "./telemetry";

/** Where a run's points of one metric lie, as the database knows it from logging. */
export type Extent = {
  runId: string;
  minStep: bigint;
  maxStep: bigint;
  minTimestamp: bigint;
  maxTimestamp: bigint;
};

/**
 * One run's bins or points as columns, sorted by x; as ClickHouse prints them ("nan", 64-bit integers as text).
 * min, max and mean of what holds no finite value are nan: groupArray would leave a NULL out.
 */
export type RunColumns = {
  run: string;
  x: string[];
  last: (number | string)[];
  min: (number | string)[];
  max: (number | string)[];
  first: (number | string)[];
  mean: (number | string)[];
  n: string[];
  nonFinite: string;
};
export type NonFinite = { run: string; x: string; word: string };

export type SeriesQuery = {
  metric: string;
  x: XAxis;
  extents: readonly Extent[];
  from: bigint;
  to: bigint;
  signal?: AbortSignal | undefined;
};

// The axis as SQL over a point; `relative` counts from each run's own first point.
const axes: Record<XAxis, string> = {
  step: "step",
  time: "timestamp",
  relative: "timestamp - transform(run, {runs:Array(UInt64)}, {firsts:Array(Int64)}, toInt64(0))",
};

// One partition whose parts are merged needs no folding at all: then FINAL is free.
const points = (x: XAxis) => `
  SELECT run, value, step, timestamp, ${axes[x]} AS x FROM metric_point FINAL
  WHERE run IN {runs:Array(UInt64)} AND key = {metric:String} AND x >= {from:Int64} AND x <= {to:Int64}`;
const settings = "SETTINGS do_not_merge_across_partitions_select_final = 1";

/** Bins of width 2^`shift` that start at multiples of it: last, min, max, first, mean and n of each. Every spike survives. */
export function binned(telemetry: Telemetry, query: SeriesQuery, shift: number): Promise<RunColumns[]> {
  const order = orderOf(query);
  return telemetry.rows<RunColumns>(
    `SELECT run, groupArray(at) AS x, groupArray(last) AS last, groupArray(min) AS min, groupArray(max) AS max,
       groupArray(first) AS first, groupArray(mean) AS mean, groupArray(n) AS n, sum(bad) AS nonFinite
     FROM (
       SELECT run, bitShiftRight(x, {shift:UInt8}) AS bin, max(x) AS at, argMax(value, ${order}) AS last,
         argMin(value, ${order}) AS first, if(count() = bad, nan, minIf(value, isFinite(value))) AS min, if(count() = bad, nan, maxIf(value, isFinite(value))) AS max,
         if(count() = bad, nan, avgIf(value, isFinite(value))) AS mean, count() AS n, countIf(NOT isFinite(value)) AS bad
       FROM (${points(query.x)}) GROUP BY run, bin ORDER BY run, bin)
     GROUP BY run ${settings}`,
    { ...params(query), shift },
    { signal: query.signal },
  );
}

/** Every point of the runs in the range, for runs that have no more points than bins. */
export function exact(telemetry: Telemetry, query: SeriesQuery): Promise<RunColumns[]> {
  return telemetry.rows<RunColumns>(
    `SELECT run, groupArray(x) AS x, groupArray(value) AS last, groupArray(if(isFinite(value), value, nan)) AS min, min AS max,
       last AS first, min AS mean, groupArray(1) AS n, countIf(NOT isFinite(value)) AS nonFinite
     FROM (SELECT run, x, value, step, timestamp FROM (${points(query.x)}) ORDER BY run, x, step, timestamp, value)
     GROUP BY run ${settings}`,
    params(query),
    { signal: query.signal },
  );
}

/** The first 100 values of each run in the range that no line can show. */
export function nonFinite(telemetry: Telemetry, query: SeriesQuery): Promise<NonFinite[]> {
  return telemetry.rows<NonFinite>(
    `SELECT run, x, toString(value) AS word FROM (${points(query.x)})
     WHERE NOT isFinite(value) ORDER BY run, x, step, timestamp LIMIT 100 BY run ${settings}`,
    params(query),
    { signal: query.signal },
  );
}

const params = ({ metric, extents, from, to }: SeriesQuery) => ({
  metric,
  runs: extents.map((extent) => BigInt(runNumber(extent.runId))),
  firsts: extents.map((extent) => extent.minTimestamp),
  from: String(from),
  to: String(to),
});

/**
 * What orders the points of a bin: (x, then the other of step and timestamp). As one integer where the ranges allow
 * it, which is almost always: a tuple costs argMax five times as much.
 */
function orderOf({ x, extents }: SeriesQuery): string {
  const [first, second] = x === "step" ? [spans.step, spans.timestamp] : [spans.timestamp, spans.step];
  const others = extents.flatMap(second.ends);
  const lowest = smallest(others) ?? 0n;
  const span = (largest(others) ?? 0n) - lowest + 1n;
  const reach = largest(extents.flatMap(first.ends).map(abs)) ?? 0n;
  return (reach + 1n) * span < 2n ** 62n
    ? `x * ${span} + (${second.column} - (${lowest}))`
    : `(x, ${second.column}, value)`;
}

const spans = {
  step: { column: "step", ends: (e: Extent) => [e.minStep, e.maxStep] },
  timestamp: { column: "timestamp", ends: (e: Extent) => [e.minTimestamp, e.maxTimestamp] },
};
const abs = (value: bigint) => (value < 0n ? -value : value);
