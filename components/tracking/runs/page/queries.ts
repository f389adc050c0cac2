import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/components/frame/api";
import type { LiveKeys } from "@/components/frame/live-keys";
import { queryString } from "@/components/frame/query-string";
import { seriesKey } from "@/components/tracking/metrics/queries";
import type { AsJson } from "@/lib/core/json/as-json";
import type { listModels } from "@/lib/verbs/registry/models/list-models";
import type { listVersions } from "@/lib/verbs/registry/versions/list-versions";
import type { listArtifacts } from "@/lib/verbs/tracking/artifacts/list-artifacts";
import type { previewArtifact } from "@/lib/verbs/tracking/artifacts/preview-artifact";
import type { listRunModels } from "@/lib/verbs/tracking/logged-models/list-run-models";
import type { runMetricRanks } from "@/lib/verbs/tracking/metrics/run-metric-ranks";
import type { getRun } from "@/lib/verbs/tracking/runs/get-run";

type Output<V extends { output: z.ZodType }> = AsJson<z.input<V["output"]>>;
export type Run = Output<typeof getRun>;
export type ArtifactFolder = Output<typeof listArtifacts>;
export type Preview = Output<typeof previewArtifact>;

export type RunModel = Output<typeof listRunModels>["items"][number];

/** What the registry's own questions begin with: a version that is made here changes their answers. */
export const registryKey = ["models"] as const;

/** What all questions about single runs begin with. */
export const runKey = ["run"] as const;

/** What keeps a run's page fresh; only what is on the screen is asked again. */
export const runLive: LiveKeys = { run: [runKey, seriesKey] };

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: [...runKey, id],
    queryFn: ({ signal }) => api<Run>(`/api/runs/${encodeURIComponent(id)}`, { signal }),
  });

export const runRanksQuery = (id: string) =>
  queryOptions({
    queryKey: [...runKey, id, "ranks"],
    queryFn: ({ signal }) => api<Output<typeof runMetricRanks>>(`/api/runs/${id}/ranks`, { signal }),
  });

export const runVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...runKey, id, "versions"],
    queryFn: ({ signal }) =>
      api<Output<typeof listVersions>>(`/api/versions?${queryString({ runId: id })}`, { signal }),
  });

/** What keeps the list of them fresh: a version that is made or moved is news of its model. */
export const runVersionsLive = (id: string): LiveKeys => ({ model: [runVersionsQuery(id).queryKey] });

/** What a version can be made from. */
export const runModelsQuery = (id: string) =>
  queryOptions({
    queryKey: [...runKey, id, "models"],
    queryFn: ({ signal }) => api<Output<typeof listRunModels>>(`/api/runs/${id}/models`, { signal }),
  });

/** Models by a part of their name, to choose from. */
export const modelNamesQuery = (search: string) =>
  queryOptions({
    queryKey: [...registryKey, "names", search],
    queryFn: ({ signal }) =>
      api<Output<typeof listModels>>(
        `/api/models?${queryString({ search, sort: "name", order: "asc", limit: 50 })}`,
        { signal },
      ),
  });

export const artifactsQuery = (id: string, path: string) =>
  queryOptions({
    queryKey: [...runKey, id, "artifacts", path],
    queryFn: ({ signal }) =>
      api<ArtifactFolder>(`/api/runs/${id}/artifacts?${queryString({ path })}`, { signal }),
  });

export const previewQuery = (id: string, path: string) =>
  queryOptions({
    queryKey: [...runKey, id, "preview", path],
    queryFn: ({ signal }) =>
      api<Preview>(`/api/runs/${id}/artifacts/preview?${queryString({ path })}`, { signal }),
  });

/** Where a file's bytes are; `inline` for a picture that the page shows. */
export const fileUrl = (id: string, path: string, inline = false): string =>
  `/api/runs/${id}/artifacts/file?${queryString({ path, inline: inline ? "1" : null })}`;
