import { queryOptions } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import type { SessionRow, TokenRow, UserRow } from "@/lib/core/people/schemas";

type Page<Item> = { items: Item[]; total: number; nextCursor: string | null };

/** Everybody of the installation; admins only. */
export const usersQuery = () =>
  queryOptions({
    queryKey: ["users"],
    queryFn: ({ signal }) => api<Page<UserRow>>("/api/users", { signal }),
  });

/** One's own API tokens, or everybody's for an admin. */
export const tokensQuery = (all: boolean) =>
  queryOptions({
    queryKey: ["tokens", { all }],
    queryFn: ({ signal }) => api<Page<TokenRow>>(`/api/tokens?all=${all}`, { signal }),
  });

/** One's own open sessions. */
export const sessionsQuery = () =>
  queryOptions({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => api<Page<SessionRow>>("/api/sessions", { signal }),
  });

/** Who may move a version past its policy, by name. */
export const bypassRightsQuery = () =>
  queryOptions({
    queryKey: ["bypass-rights"],
    queryFn: ({ signal }) =>
      api<Page<{ userId: string; name: string; grantedBy: string; grantedAt: string }>>(
        "/api/bypass-rights",
        {
          signal,
        },
      ),
  });
