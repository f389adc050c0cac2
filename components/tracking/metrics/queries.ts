import { queryOptions } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import { queryString } from "@/components/frame/query-string";
import type { SeriesOutput } from "@/lib/core/tracking/metrics/series";

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

/** What all questions for lines begin with. */
export const seriesKey = ["series"] as const;

/** One metric of many runs as bins; the same view always asks for the same bins. */
export const seriesQuery = (question: SeriesQuestion) =>
  queryOptions({
    queryKey: [...seriesKey, question],
    queryFn: ({ signal }) => api<SeriesOutput>(seriesPath(question), { signal }),
    enabled: question.runs.length > 0,
  });
