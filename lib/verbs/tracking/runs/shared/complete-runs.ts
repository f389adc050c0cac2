import type { Run } from "@/lib/core/tracking/runs/run";
import { type Database, type Sql, sql } from "@/lib/stores/database/database";
import { type InfoRow, toRunInfo } from "./runs";

type Owned<T> = T & { runId: string };
type DatasetRow = Owned<{
  name: string;
  digest: string;
  sourceType: string;
  source: string;
  schema: string | null;
  profile: string | null;
  tags: { key: string; value: string }[];
}>;
// A run's entries as one array a column: a fifth of the time that a row for each entry takes on its way here.
type Entries = { runId: string; keys: string[]; values: string[]; lengths: (number | null)[] | null };
type MetricEntries = {
  runId: string;
  keys: string[];
  /** Doubles that are not finite come as text: JSON has none. */
  values: (number | string)[];
  steps: string[];
  timestamps: string[];
  mins: (number | null)[];
  maxs: (number | null)[];
};

/** Runs with everything that hangs on them, in the order given: one query a table, whatever the number of runs. */
export async function completeRuns(database: Database, rows: readonly InfoRow[]): Promise<Run[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const entries = (table: Sql) =>
    database.query<Entries>(
      sql`SELECT run_id AS "runId", json_agg(key) AS keys, json_agg(value) AS values,
          CASE WHEN count(original_length) > 0 THEN json_agg(original_length) END AS lengths
        FROM ${table} WHERE run_id = ANY(${ids}::text[]) GROUP BY run_id`,
    );
  const [params, metrics, tags, datasets, models] = await Promise.all([
    entries(sql`run_param`),
    database.query<MetricEntries>(
      sql`SELECT run_id AS "runId", json_agg(key) AS keys, json_agg(value) AS values, json_agg(step::text) AS steps,
          json_agg(timestamp::text) AS timestamps, json_agg(min) AS mins, json_agg(max) AS maxs
        FROM run_metric WHERE run_id = ANY(${ids}::text[]) GROUP BY run_id`,
    ),
    entries(sql`run_tag`),
    database.query<DatasetRow>(
      sql`SELECT rd.run_id AS "runId", d.name, d.digest, d.source_type AS "sourceType", d.source, d.schema, d.profile, rd.tags
          FROM run_dataset rd JOIN dataset d ON d.id = rd.dataset_id WHERE rd.run_id = ANY(${ids}::text[]) ORDER BY rd.position`,
    ),
    database.query<Owned<Run["models"][number]>>(
      sql`SELECT run_id AS "runId", model_id AS "modelId", direction, step FROM run_model WHERE run_id = ANY(${ids}::text[]) ORDER BY step, model_id`,
    ),
  ]);
  const [paramsOf, metricsOf, tagsOf] = [one(params), one(metrics), one(tags)];
  const [datasetsOf, modelsOf] = [many(datasets), many(models)];
  return rows.map((row) => ({
    ...toRunInfo(row),
    params: toEntries(paramsOf.get(row.id)),
    metrics: toMetrics(metricsOf.get(row.id)),
    tags: toEntries(tagsOf.get(row.id)),
    datasets: (datasetsOf.get(row.id) ?? []).map(({ tags: datasetTags, runId: _, ...dataset }) => ({
      dataset,
      tags: datasetTags,
    })),
    models: modelsOf.get(row.id) ?? [],
  }));
}

function toEntries(found: Entries | undefined): Run["params"] {
  if (!found) return [];
  const { keys, values, lengths } = found;
  return byKey(keys.map((key, i) => ({ key, value: values[i] ?? "", originalLength: lengths?.[i] ?? null })));
}

function toMetrics(found: MetricEntries | undefined): Run["metrics"] {
  if (!found) return [];
  return byKey(
    found.keys.map((key, i) => ({
      key,
      value: Number(found.values[i]),
      step: BigInt(found.steps[i] ?? 0),
      timestamp: BigInt(found.timestamps[i] ?? 0),
      min: found.mins[i] ?? null,
      max: found.maxs[i] ?? null,
    })),
  );
}

const byKey = <T extends { key: string }>(items: T[]): T[] =>
  items.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

const one = <T extends { runId: string }>(items: readonly T[]) =>
  new Map(items.map((item) => [item.runId, item]));

function many<T extends { runId: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.runId);
    if (group) group.push(item);
    else groups.set(item.runId, [item]);
  }
  return groups;
}
