import { SlipwayError } from "@/lib/core/errors";
import { type Database, sql } from "@/lib/stores/database/database";
import { sqlMessage, sqlState } from "@/lib/stores/database/errors";

export type KeyValue = { key: string; value: string; originalLength: number | null };
/** One key's part of a batch: its latest point and the range of its finite values. Doubles and int64 as PostgreSQL's text. */
export type LatestMetric = {
  key: string;
  value: string;
  step: string;
  timestamp: string;
  min: string | null;
  max: string | null;
  minStep: string;
  maxStep: string;
  minTimestamp: string;
  maxTimestamp: string;
};
export type ModelMetric = {
  model_id: string;
  key: string;
  dataset_name: string;
  dataset_digest: string;
  value: string;
  step: string;
  timestamp: string;
};
export type Batch = {
  projectId: string;
  runId: string;
  params: KeyValue[];
  tags: KeyValue[];
  metrics: LatestMetric[];
  modelMetrics: ModelMetric[];
  body: Uint8Array;
  rows: number;
  /** Who logs, as the trail writes it: left where the run is watched. */
  actor: string;
};

/**
 * Logs one batch of a run in one statement: params, tags, latest metrics and the journal row, all or nothing.
 * Durable when it resolves. Errors: not-found, invalid (deleted run, changed param), unavailable.
 */
export async function logBatch(database: Database, batch: Batch): Promise<void> {
  const [params, tags, metrics] = [byKey(batch.params), byKey(batch.tags), byKey(batch.metrics)];
  const { modelMetrics } = batch;
  try {
    await database.query(
      sql`SELECT log_batch(${batch.projectId}, ${batch.runId},
        ${params.map((p) => p.key)}::text[], ${params.map((p) => p.value)}::text[], ${params.map((p) => p.originalLength)}::integer[],
        ${tags.map((t) => t.key)}::text[], ${tags.map((t) => t.value)}::text[], ${tags.map((t) => t.originalLength)}::integer[],
        ${metrics.map((m) => m.key)}::text[], ${numbers(metrics, (m) => m.value)}::float8[],
        ${numbers(metrics, (m) => m.step)}::bigint[], ${numbers(metrics, (m) => m.timestamp)}::bigint[],
        ${numbers(metrics, (m) => m.min)}::float8[], ${numbers(metrics, (m) => m.max)}::float8[],
        ${numbers(metrics, (m) => m.minStep)}::bigint[], ${numbers(metrics, (m) => m.maxStep)}::bigint[],
        ${numbers(metrics, (m) => m.minTimestamp)}::bigint[], ${numbers(metrics, (m) => m.maxTimestamp)}::bigint[],
        ${modelMetrics.length === 0 ? null : JSON.stringify(modelMetrics)}, ${Buffer.from(batch.body)}, ${batch.rows}, ${batch.actor})`,
      { name: "log_batch" },
    );
  } catch (error) {
    if (sqlState(error) === "SL409") throw paramsChanged(batch.runId, sqlMessage(error) ?? "[]");
    throw error;
  }
}

// Always the same order: two batches of one run that lock the same rows cannot wait for each other.
const byKey = <Keyed extends { key: string }>(list: readonly Keyed[]): Keyed[] =>
  list.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

/** A column of numbers as PostgreSQL's own text of an array: a batch has thousands, and the driver quotes one by one. */
const numbers = (metrics: readonly LatestMetric[], of: (metric: LatestMetric) => string | null): string =>
  `{${metrics.map((metric) => of(metric) ?? "NULL").join()}}`;

type Changed = { key: string; old_value: string; new_value: string };

function paramsChanged(runId: string, found: string): SlipwayError {
  const changed: Changed[] = JSON.parse(found);
  const [only] = changed;
  if (changed.length === 1 && only)
    return new SlipwayError(
      "invalid",
      `Changing param values is not allowed. Param with key='${only.key}' was already logged with value='${only.old_value}' for run ID='${runId}'. Attempted logging new value '${only.new_value}'.`,
    );
  return new SlipwayError(
    "invalid",
    `Changing param values is not allowed. Params were already logged='${found}' for run ID='${runId}'.`,
  );
}
