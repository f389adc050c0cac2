import { SlipwayError } from "@/lib/core/errors";
import { readDouble } from "@/lib/core/numbers/clickhouse-double";
import type { Point } from "@/lib/core/tracking/metrics/point";
import { unflushedOf } from "@/lib/stores/journal/journal";
import { settle } from "@/lib/stores/journal/wait";
import type { Stores } from "@/lib/stores/open";
import { runNumber } from "@/lib/stores/telemetry/run-number";

export type RunPoint = Point & { runId: string };
type Ask = { runId: string; key: string; offset: number; limit: number };

/**
 * Points of one metric by (timestamp, step, value), paged. Waits for what was acknowledged before;
 * what telemetry does not have after 2 s is merged from the journal.
 */
export async function readHistory(
  stores: Stores,
  { runId, key, offset, limit }: Ask,
  signal?: AbortSignal,
): Promise<RunPoint[]> {
  return readHistories(stores, { runIds: [runId], key, offset, limit }, signal);
}

type AskMany = { runIds: readonly string[]; key: string; offset?: number; limit: number };

/** The same of several runs: run by run, `limit` points in all. */
export async function readHistories(
  stores: Stores,
  { runIds, key, offset = 0, limit }: AskMany,
  signal?: AbortSignal,
): Promise<RunPoint[]> {
  const streams = runIds.map((runId) => `run:${runId}`);
  const behind = await settle(stores.database, streams, stores.poke);
  if (behind === 0) return stored(stores, { runIds, key, offset, limit }, signal);
  // Page by page, and of each only what can be on the page that was asked for: much may wait.
  let fresh: RunPoint[] = [];
  for await (const page of unflushedOf(stores.database, streams)) {
    const found = page.flatMap(({ stream, body }) => pointsOf(stream, body, key));
    fresh = merge(fresh, found).slice(0, offset + limit);
  }
  // Telemetry may be away altogether: then the journal is all there is to show.
  const copied = await stored(stores, { runIds, key, offset: 0, limit: offset + limit }, signal).catch(
    orNothing,
  );
  return merge(copied, fresh).slice(offset, offset + limit);
}

function orNothing(error: unknown): [] {
  if (error instanceof SlipwayError && error.code === "unavailable") return [];
  throw error;
}

async function stored(
  { telemetry }: Stores,
  { runIds, key, offset = 0, limit }: AskMany,
  signal?: AbortSignal,
): Promise<RunPoint[]> {
  const text = await telemetry.text(
    `SELECT run, step, timestamp, value FROM metric_point FINAL WHERE run IN {runs:Array(UInt64)} AND key = {key:String}
     ORDER BY run, timestamp, step, value LIMIT {limit:UInt64} OFFSET {offset:UInt64}`,
    { runs: runIds.map(asNumber), key, limit, offset },
    { signal },
  );
  return readLines(text, runIds, key);
}

// As a number: the client would put a text into quotes within the list, and ClickHouse refuses that.
const asNumber = (runId: string) => BigInt(runNumber(runId));

type Sampled = {
  runIds: readonly string[];
  key: string;
  from: bigint;
  to: bigint;
  /** At most so many steps, chosen evenly from those that any of the runs has. */
  steps: number;
  /** At most so many points a run. */
  limit: number;
};

/** Points at evenly chosen steps, run by run; each run's first and last step are among them. */
export async function sampleHistories(
  stores: Stores,
  { runIds, key, from, to, steps, limit }: Sampled,
  signal?: AbortSignal,
): Promise<RunPoint[]> {
  await settle(
    stores.database,
    runIds.map((runId) => `run:${runId}`),
    stores.poke,
  );
  const text = await stores.telemetry.text(
    `WITH asked AS (
       SELECT DISTINCT run, step FROM metric_point
       WHERE run IN {runs:Array(UInt64)} AND key = {key:String} AND step BETWEEN {from:Int64} AND {to:Int64}
     ), numbered AS (
       SELECT step, row_number() OVER (ORDER BY step) AS n, count() OVER () AS total FROM (SELECT DISTINCT step FROM asked)
     ), chosen AS (
       SELECT step FROM numbered WHERE n = 1 OR intDiv(n * {steps:UInt64}, total) != intDiv((n - 1) * {steps:UInt64}, total)
     )
     SELECT run, step, timestamp, value FROM metric_point FINAL
     WHERE run IN {runs:Array(UInt64)} AND key = {key:String} AND step BETWEEN {from:Int64} AND {to:Int64}
       AND (step IN (SELECT step FROM chosen)
         OR (run, step) IN (SELECT run, min(step) FROM asked GROUP BY run)
         OR (run, step) IN (SELECT run, max(step) FROM asked GROUP BY run))
     ORDER BY run, step, timestamp, value LIMIT {limit:UInt64} BY run`,
    { runs: runIds.map(asNumber), key, from: String(from), to: String(to), steps, limit },
    { signal },
  );
  return readLines(text, runIds, key);
}

function readLines(text: string, runIds: readonly string[], key: string): RunPoint[] {
  const byNumber = new Map(runIds.map((runId) => [runNumber(runId), runId]));
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [run = "", step = "0", timestamp = "0", value = "nan"] = line.split("\t");
      return {
        runId: byNumber.get(run) ?? "",
        key,
        step: BigInt(step),
        timestamp: BigInt(timestamp),
        value: readDouble(value),
      };
    });
}

function pointsOf(stream: string, body: Uint8Array, key: string): RunPoint[] {
  return Buffer.from(body)
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map(parseLine)
    .flatMap((point) => (point.key === key ? [{ ...point, runId: stream.slice("run:".length) }] : []));
}

// Our own line: [run, key, step, timestamp, value]; the numbers may lie beyond what JSON.parse keeps.
function parseLine(line: string): Point {
  const [, key = '""', step = "0", timestamp = "0", value = '"nan"'] =
    /^\[\d+,("(?:[^"\\]|\\.)*"),(-?\d+),(-?\d+),(.+)\]$/.exec(line) ?? [];
  const name: unknown = JSON.parse(key);
  return {
    key: String(name),
    step: BigInt(step),
    timestamp: BigInt(timestamp),
    value: readDouble(value.replaceAll('"', "")),
  };
}

/** Both lists as one, each point once, in the order in which telemetry would give them. */
function merge(copied: readonly RunPoint[], fresh: readonly RunPoint[]): RunPoint[] {
  const unique = new Map(
    [...copied, ...fresh].map((p) => [`${p.runId} ${p.timestamp} ${p.step} ${p.value}`, p]),
  );
  const numbers = new Map([...unique.values()].map(({ runId }) => [runId, BigInt(runNumber(runId))]));
  const inOrder = (a: RunPoint, b: RunPoint) =>
    compare(numbers.get(a.runId) ?? 0n, numbers.get(b.runId) ?? 0n) ||
    compare(a.timestamp, b.timestamp) ||
    compare(a.step, b.step) ||
    compare(a.value, b.value);
  return [...unique.values()].sort(inOrder);
}

const compare = <T extends bigint | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
