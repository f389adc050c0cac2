import { queryOptions } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import type { Output } from "@/components/frame/output";
import { queryString } from "@/components/frame/query-string";
import { modelPath, modelsKey, modelUrl } from "@/components/registry/models/queries";
import { versionPath } from "@/components/registry/requests/queries";
import type { AsJson } from "@/lib/core/json/as-json";
import type { MovePreview as Preview } from "@/lib/core/registry/versions/move-preview";
import type { describeVersion } from "@/lib/verbs/registry/versions/describe-version";
import type { listComments } from "@/lib/verbs/registry/versions/list-comments";
import type { listVersions } from "@/lib/verbs/registry/versions/list-versions";

export type Version = Output<typeof listVersions>["items"][number];

export type Described = Output<typeof describeVersion>;

export const versionUrl = (name: string, number: number): string => `${modelUrl(name)}/${number}`;

export type MovePreview = AsJson<Preview>;

/** What a move would do as things stand; `request`: the one whose approval it is. Asked anew each time. */
export const movePreviewQuery = (model: string, version: number, to: string, request?: string) =>
  queryOptions({
    queryKey: [...modelsKey, "move", model, version, to, request],
    queryFn: ({ signal }) =>
      api<MovePreview>(`${versionPath(model, version)}/transitions/preview?${queryString({ to, request })}`, {
        signal,
      }),
    staleTime: 0,
  });

export const versionsQuery = (name: string) =>
  queryOptions({
    queryKey: [...modelsKey, "versions", name],
    queryFn: ({ signal }) =>
      api<Output<typeof listVersions>>(`${modelPath(name)}/versions?limit=500`, { signal }),
  });

export const versionQuery = (name: string, number: number) =>
  queryOptions({
    queryKey: [...modelsKey, "version", name, number],
    queryFn: ({ signal }) => api<Described>(`${modelPath(name)}/versions/${number}`, { signal }),
  });

/** Where one of a version's files is downloaded. */
export const versionFileUrl = (name: string, version: number, path: string): string =>
  `/model-versions/get-artifact?${queryString({ name, version, path })}`;

export type CommentPage = Output<typeof listComments>;

export const differenceUrl = (name: string, from: number, to: number): string =>
  `/models/${encodeURIComponent(name)}/difference?${queryString({ from, to })}`;

export const commentsQuery = (name: string, version: number) =>
  queryOptions({
    queryKey: [...modelsKey, "comments", name, version],
    queryFn: ({ signal }) => api<CommentPage>(`${versionPath(name, version)}/comments`, { signal }),
  });
