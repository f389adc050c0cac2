import {
  environmentManager,
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type Query,
  QueryClient,
} from "@tanstack/react-query";
import { ApiError } from "@/components/frame/api-error";

/**
 * What is invalidated while its first answer is still under way is asked once more after it: that answer may be older than
 * the news, and the library takes it for fresh.
 */
class HouseClient extends QueryClient {
  override async invalidateQueries(filters?: InvalidateQueryFilters, options?: InvalidateOptions) {
    const first = new Set(
      this.getQueryCache()
        .findAll({ ...filters, fetchStatus: "fetching" })
        .filter(({ state }) => state.data === undefined),
    );
    await super.invalidateQueries(filters, options);
    if (first.size === 0) return;
    const answered = (query: Query) => first.has(query) && query.state.data !== undefined;
    await super.invalidateQueries({ predicate: answered }, options);
  }
}

/** A client with the house's defaults. On the server make one per request; in the browser `browserClient()` keeps one. */
export function makeQueryClient(): QueryClient {
  return new HouseClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000, // what the server has just prefetched is not fetched again by the page
        gcTime: 300_000,
        retry: (count, error) => count < 2 && !(error instanceof ApiError && error.final),
        refetchOnWindowFocus: true,
      },
      // An act is tried at once, whatever the browser thinks of its network; what a form sent (a password) is not kept.
      mutations: { retry: false, networkMode: "always", gcTime: 0 },
    },
  });
}

let kept: QueryClient | undefined;

export function queryClientHere(): QueryClient {
  if (environmentManager.isServer()) return makeQueryClient();
  kept ??= makeQueryClient();
  return kept;
}
