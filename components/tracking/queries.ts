import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/components/frame/api";
import type { AsJson } from "@/lib/core/json/as-json";
import type { SeriesOutput } from "@/lib/core/series/schemas";
import type { compareRuns } from "@/lib/verbs/tracking/compare-runs";
import type { getExperiment } from "@/lib/verbs/tracking/get-experiment";
import type { listExperiments } from "@/lib/verbs/tracking/list-experiments";
import type { listRunKeys } from "@/lib/verbs/tracking/list-run-keys";
import type { listRuns } from "@/lib/verbs/tracking/list-runs";

type Output<V extends { output: z.ZodType }> = AsJson<z.input<V["output"]>>;
export type ExperimentPage = Output<typeof listExperiments>;
export type ListedExperiment = ExperimentPage["items"][number];

export type ExperimentView = {
  search: string;
  lifecycle: "active" | "deleted";
  sort: "activity" | "name" | "created" | "runs";
  order: "asc" | "desc";
};

/** A query string of what is given; lists by commas, empty values left out. */
export function queryString(
  fields: Record<string, string | number | readonly string[] | null | undefined>,
): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) {
    const text = Array.isArray(value)
      ? value.join(",")
      : value === null || value === undefined
        ? ""
        : String(value);
    if (text !== "") params.set(key, text);
  }
  return params.toString();
}

export const experimentsQuery = (view: ExperimentView) =>
  queryOptions({
    queryKey: ["experiments", view],
    queryFn: ({ signal }) =>
      api<ExperimentPage>(`/api/experiments?${queryString({ ...view, limit: 500 })}`, { signal }),
  });

export type Experiment = Output<typeof getExperiment>;
export type RunKeys = Output<typeof listRunKeys>;
export type RunPage = Output<typeof listRuns>;
export type ListedRun = RunPage["items"][number];

export const experimentQuery = (id: string) =>
  queryOptions({
    queryKey: ["experiment", id],
    queryFn: ({ signal }) => api<Experiment>(`/api/experiments/${id}`, { signal }),
  });

export const runKeysQuery = (experiment: string, lifecycle: "active" | "deleted") =>
  queryOptions({
    queryKey: ["runs", "keys", experiment, lifecycle],
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
    queryKey: ["runs", "page", question, page],
    queryFn: ({ signal }) => api<RunPage>(`/api/runs?${runsSearch(question, page)}`, { signal }),
  });

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
    queryKey: ["runs", "compare", runs],
    queryFn: ({ signal }) => api<Comparison>(`/api/runs/compare?${queryString({ runs })}`, { signal }),
    enabled: runs.length > 0,
  });

/** What every chart of lines asks for: as many as it has room for twice over. */
export const chartBins = 500;

export type SeriesQuestion = {
  runs: readonly string[];
  metric: string;
  x: "step" | "time" | "relative";
  from: number | null;
  to: number | null;
  bins: number;
};

export const seriesPath = (question: SeriesQuestion) => `/api/runs/series?${queryString(question)}`;

/** One metric of many runs as bins; the same view always asks for the same bins. */
export const seriesQuery = (question: SeriesQuestion) =>
  queryOptions({
    queryKey: ["series", question],
    queryFn: ({ signal }) => api<SeriesOutput>(seriesPath(question), { signal }),
    enabled: question.runs.length > 0,
  });
