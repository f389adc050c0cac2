import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import { ApiError } from "@/components/frame/api-error";

export type Found = { kind: string; id: string; title: string; subtitle: string; href: string };

/** Experiments, runs and models by what was typed; nothing while the server cannot search. */
export const searchQuery = (words: string) =>
  queryOptions({
    queryKey: ["search", words],
    enabled: words.trim().length > 1,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    queryFn: async ({ signal }) => {
      try {
        return (await api<{ items: Found[] }>(`/api/search?q=${encodeURIComponent(words)}`, { signal }))
          .items;
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return [];
        throw error;
      }
    },
  });
