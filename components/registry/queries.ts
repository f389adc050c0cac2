import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/components/frame/api";
import { queryString } from "@/components/tracking/queries";
import type { AsJson } from "@/lib/core/json/as-json";
import type { describeVersion } from "@/lib/verbs/registry/describe-version";
import type { getHistory } from "@/lib/verbs/registry/get-history";
import type { getModel } from "@/lib/verbs/registry/get-model";
import type { listModels } from "@/lib/verbs/registry/list-models";
import type { listVersions } from "@/lib/verbs/registry/list-versions";

type Output<V extends { output: z.ZodType }> = AsJson<z.input<V["output"]>>;
export type Model = Output<typeof getModel>;
export type Version = Output<typeof listVersions>["items"][number];
export type History = Output<typeof getHistory>;
export type Described = Output<typeof describeVersion>;

/** Where our API answers for a model. */
export const modelPath = (name: string): string => `/api/models/${encodeURIComponent(name)}`;

export const modelUrl = (name: string): string => `/models/${encodeURIComponent(name)}`;
export const versionUrl = (name: string, number: number): string => `${modelUrl(name)}/${number}`;

// All questions of the registry begin alike, so one event has all of them asked again.
export const modelsQuery = (search: string) =>
  queryOptions({
    queryKey: ["models", "list", search],
    queryFn: ({ signal }) =>
      api<Output<typeof listModels>>(`/api/models?${queryString({ search, limit: 500 })}`, { signal }),
  });

export const modelQuery = (name: string) =>
  queryOptions({
    queryKey: ["models", "one", name],
    queryFn: ({ signal }) => api<Model>(modelPath(name), { signal }),
  });

export const versionsQuery = (name: string) =>
  queryOptions({
    queryKey: ["models", "versions", name],
    queryFn: ({ signal }) =>
      api<Output<typeof listVersions>>(`${modelPath(name)}/versions?limit=500`, { signal }),
  });

export const historyQuery = (name: string) =>
  queryOptions({
    queryKey: ["models", "history", name],
    queryFn: ({ signal }) => api<History>(`${modelPath(name)}/history`, { signal }),
  });

export const versionQuery = (name: string, number: number) =>
  queryOptions({
    queryKey: ["models", "version", name, number],
    queryFn: ({ signal }) => api<Described>(`${modelPath(name)}/versions/${number}`, { signal }),
  });

/** Where one of a version's files is downloaded. */
export const versionFileUrl = (name: string, version: number, path: string): string =>
  `/model-versions/get-artifact?${queryString({ name, version, path })}`;
