import { queryOptions } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import type { Output } from "@/components/frame/output";
import { queryString } from "@/components/frame/query-string";
import type { listMembers } from "@/lib/verbs/people/list-members";
import type { getHistory } from "@/lib/verbs/registry/models/get-history";
import type { getModel } from "@/lib/verbs/registry/models/get-model";
import type { getRollback } from "@/lib/verbs/registry/models/get-rollback";
import type { listModels } from "@/lib/verbs/registry/models/list-models";

export type Model = Output<typeof getModel>;

export type History = Output<typeof getHistory>;

/** Where our API answers for a model. */
export const modelPath = (name: string): string => `/api/models/${encodeURIComponent(name)}`;

export const modelUrl = (name: string): string => `/models/${encodeURIComponent(name)}`;

/** What all questions about models, their versions and policies begin with. */
export const modelsKey = ["models"] as const;

export const modelsQuery = (search: string) =>
  queryOptions({
    queryKey: [...modelsKey, "list", search],
    queryFn: ({ signal }) =>
      api<Output<typeof listModels>>(`/api/models?${queryString({ search, limit: 500 })}`, { signal }),
  });

export const modelQuery = (name: string) =>
  queryOptions({
    queryKey: [...modelsKey, "one", name],
    queryFn: ({ signal }) => api<Model>(modelPath(name), { signal }),
  });

export const historyQuery = (name: string) =>
  queryOptions({
    queryKey: [...modelsKey, "history", name],
    queryFn: ({ signal }) => api<History>(`${modelPath(name)}/history`, { signal }),
  });

export type Rollback = Output<typeof getRollback>;

export const rollbackQuery = (name: string) =>
  queryOptions({
    queryKey: [...modelsKey, "rollback", name],
    queryFn: ({ signal }) => api<Rollback>(`${modelPath(name)}/rollback`, { signal }),
  });

/** All moves of a model that a picture can use. */
export const movesQuery = (name: string) =>
  queryOptions({
    queryKey: [...modelsKey, "moves", name],
    queryFn: ({ signal }) => api<History>(`${modelPath(name)}/history?limit=1000`, { signal }),
  });

/** What stood where at a moment. */
export const standingQuery = (name: string, at: string) =>
  queryOptions({
    queryKey: [...modelsKey, "standing", name, at],
    queryFn: ({ signal }) =>
      api<History>(`${modelPath(name)}/history?${queryString({ at, limit: 1 })}`, { signal }),
  });

/** This project's people, by name. */
export const membersQuery = () =>
  queryOptions({
    queryKey: ["members"],
    queryFn: ({ signal }) => api<Output<typeof listMembers>>("/api/members", { signal }),
  });
