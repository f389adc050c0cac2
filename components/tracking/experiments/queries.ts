import { queryOptions } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import type { LiveKeys } from "@/components/frame/live-keys";
import type { Output } from "@/components/frame/output";
import { queryString } from "@/components/frame/query-string";
import type { getExperiment } from "@/lib/verbs/tracking/experiments/get-experiment";
import type { listExperiments } from "@/lib/verbs/tracking/experiments/list-experiments";

export type ExperimentPage = Output<typeof listExperiments>;

export type ListedExperiment = ExperimentPage["items"][number];

export type ExperimentView = {
  search: string;
  lifecycle: "active" | "deleted";
  sort: "activity" | "name" | "created" | "runs";
  order: "asc" | "desc";
};

export const experimentsKey = ["experiments"] as const;

/** What keeps the list of experiments fresh. */
export const experimentsLive: LiveKeys = { run: [experimentsKey], experiment: [experimentsKey] };

export const experimentsQuery = (view: ExperimentView) =>
  queryOptions({
    queryKey: [...experimentsKey, "list", view],
    queryFn: ({ signal }) =>
      api<ExperimentPage>(`/api/experiments?${queryString({ ...view, limit: 500 })}`, { signal }),
  });

export type Experiment = Output<typeof getExperiment>;

export const experimentQuery = (id: string) =>
  queryOptions({
    queryKey: [...experimentsKey, "one", id],
    queryFn: ({ signal }) => api<Experiment>(`/api/experiments/${id}`, { signal }),
  });
