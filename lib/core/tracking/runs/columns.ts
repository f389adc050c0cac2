import { judgingRank } from "@/lib/core/tracking/metrics/ranking";
/** Columns of the runs table. A metric shows its last value, or its lowest or highest one. */
export const fixedColumns = ["status", "start_time", "duration", "user", "dataset", "versions"] as const;
export type FixedColumn = (typeof fixedColumns)[number];
export type MetricPart = "last" | "min" | "max";
export type Column =
  | { id: string; kind: "fixed"; name: FixedColumn }
  | { id: string; kind: "metric"; key: string; part: MetricPart }
  | { id: string; kind: "param" | "tag"; key: string };

const fixedNames: Record<FixedColumn, string> = {
  status: "Status",
  start_time: "Started",
  duration: "Duration",
  user: "User",
  dataset: "Dataset",
  versions: "Versions",
};

/** "metrics.loss", "min.metrics.loss", "params.lr", "tags.team", "status"; undefined for anything else. */
export function parseColumn(id: string): Column | undefined {
  const fixed = fixedColumns.find((name) => name === id);
  if (fixed) return { id, kind: "fixed", name: fixed };
  const [, part, kind, key] = /^(?:(min|max)\.)?(metrics|params|tags)\.(.+)$/s.exec(id) ?? [];
  if (key === undefined) return undefined;
  if (kind === "metrics")
    return { id, kind: "metric", key, part: part === "min" || part === "max" ? part : "last" };
  return part === undefined ? { id, kind: kind === "params" ? "param" : "tag", key } : undefined;
}

export const parseColumns = (ids: readonly string[]): Column[] =>
  [...new Set(ids)].flatMap((id) => parseColumn(id) ?? []);

export function columnTitle(column: Column): string {
  if (column.kind === "fixed") return fixedNames[column.name];
  return column.kind === "metric" && column.part !== "last" ? `${column.part} ${column.key}` : column.key;
}

/** What the server must send for these columns. */
export const wantedFields = (columns: readonly Column[]): string[] =>
  [
    ...new Set(
      columns.flatMap((c) =>
        c.kind === "metric"
          ? [`metrics.${c.key}`]
          : c.kind === "param"
            ? [`params.${c.key}`]
            : c.kind === "tag"
              ? [`tags.${c.key}`]
              : [],
      ),
    ),
  ].sort();

export type KeyCount = { key: string; runs: number; distinct: number };

/**
 * Columns for an experiment that nobody has arranged yet: what most runs have and what differs, metrics first.
 * System metrics and MLflow's own tags stay out.
 */
export function defaultColumns(keys: {
  metrics: readonly KeyCount[];
  params: readonly KeyCount[];
}): string[] {
  const metrics = keys.metrics
    .filter(({ key }) => !key.startsWith("system/"))
    .toSorted((a, b) => judgingRank(a.key) - judgingRank(b.key) || b.runs - a.runs);
  const params = keys.params.filter(({ distinct }) => distinct > 1).toSorted((a, b) => b.runs - a.runs);
  return [
    "status",
    "start_time",
    "duration",
    ...metrics.slice(0, 5).map(({ key }) => `metrics.${key}`),
    ...params.slice(0, 6).map(({ key }) => `params.${key}`),
    "user",
  ];
}
