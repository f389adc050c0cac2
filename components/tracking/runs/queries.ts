import { hashKey, queryOptions } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import type { LiveKeys } from "@/components/frame/live-keys";
import type { Output } from "@/components/frame/output";
import { queryString } from "@/components/frame/query-string";
import { seriesKey } from "@/components/tracking/metrics/queries";
import type { compareRuns } from "@/lib/verbs/tracking/runs/compare-runs";
import type { listRunKeys } from "@/lib/verbs/tracking/runs/list-run-keys";
import type { listRuns } from "@/lib/verbs/tracking/runs/list-runs";

export type RunKeys = Output<typeof listRunKeys>;

export type RunPage = Output<typeof listRuns>;

export type ListedRun = RunPage["items"][number];

export const runsKey = ["runs"] as const;
/** What all pages of all tables of runs begin with. */
export const runPagesKey = [...runsKey, "page"] as const;
const comparisonsKey = [...runsKey, "compare"] as const;

/** What keeps a comparison fresh while its runs are logged. */
export const comparisonLive: LiveKeys = { run: [seriesKey, comparisonsKey] };

export const runKeysQuery = (experiment: string, lifecycle: "active" | "deleted") =>
  queryOptions({
    queryKey: [...runsKey, "keys", experiment, lifecycle],
    queryFn: ({ signal }) =>
      api<RunKeys>(`/api/runs/keys?${queryString({ experiment, lifecycle })}`, { signal }),
    staleTime: 30_000,
  });

/** Which runs, in which order, with which fields: what decides a page of the table. */
export type RunsQuestion = {
  experiment: string;
  filter: string;
  columns: readonly string[];
  sort: string;
  order: "asc" | "desc";
  lifecycle: "active" | "deleted";
  parent?: string;
};

export const runsPageSize = 100;

/** The children of one run are not paged: this many are shown. */
export const mostChildren = 1000;

export const runsQuery = (question: RunsQuestion, page: number) =>
  queryOptions({
    queryKey: [...runPagesKey, question, page],
    queryFn: ({ signal }) => api<RunPage>(`/api/runs?${runsSearch(question, page)}`, { signal }),
  });

/** Which fields the rows of a page have; null where the key is no page's. */
export function columnsOf(queryKey: readonly unknown[]): string | null {
  const question: unknown = queryKey[runPagesKey.length];
  return typeof question === "object" && question !== null && "columns" in question
    ? hashKey([question.columns])
    : null;
}

const pageSizeOf = (parent: string | undefined) =>
  parent === undefined || parent === "roots" ? runsPageSize : mostChildren;

const runsSearch = ({ columns, ...question }: RunsQuestion, page: number): string => {
  const params = new URLSearchParams(
    queryString({ ...question, limit: pageSizeOf(question.parent), offset: page * runsPageSize }),
  );
  // One parameter each: up to 300 are easier to read so. No key holds a comma, which would part it.
  for (const column of columns) params.append("columns", column);
  return params.toString();
};

export type Comparison = Output<typeof compareRuns>;

export type ComparedRun = Comparison["runs"][number];

export const compareQuery = (runs: readonly string[]) =>
  queryOptions({
    queryKey: [...comparisonsKey, runs],
    queryFn: ({ signal }) => api<Comparison>(`/api/runs/compare?${queryString({ runs })}`, { signal }),
    enabled: runs.length > 0,
  });
