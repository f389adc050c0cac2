import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import { queryString } from "@/components/frame/query-string";
import type { BoardView } from "@/components/registry/board/view";
import { modelsKey } from "@/components/registry/models/queries";
import type { Board } from "@/lib/core/registry/board/board";
import type { Stage } from "@/lib/core/registry/stages";

export const lanesPerPage = 30;
/** How many cards of a column come at first, and how many more a press brings. */
export const firstCards = { model: 3, stage: 20 } as const;
export const moreCards = 20;
export const mostCards = 500;

/** What all questions of the board begin with. */
export const boardKey = [...modelsKey, "board"] as const;

/** A page of lanes, as the verb takes it: nothing that is not asked for. */
export const pageInput = ({ by, search, stage, needsMe }: BoardView, page: number) => ({
  by,
  ...(search === "" ? {} : { search }),
  ...(stage === null ? {} : { stage }),
  ...(needsMe ? { needsMe: "true" } : {}),
  limit: firstCards[by],
  lanes: lanesPerPage,
  offset: page * lanesPerPage,
});

export const boardQuery = (view: BoardView, page: number) =>
  queryOptions({
    queryKey: [...boardKey, view, page],
    queryFn: ({ signal }) => api<Board>(`/api/board?${queryString(pageInput(view, page))}`, { signal }),
  });

/** Which column, and how many of its cards. `model` null: the one board's. */
export type ColumnQuestion = { model: string | null; stage: Stage; limit: number };

/** More of one column than its lane brought. */
export const columnQuery = (view: BoardView, { model, stage, limit }: ColumnQuestion) =>
  queryOptions({
    queryKey: [...boardKey, "column", view, model, stage, limit],
    queryFn: ({ signal }) => {
      const input = { ...pageInput(view, 0), stage, limit, ...(model === null ? {} : { model }) };
      return api<Board>(`/api/board?${queryString(input)}`, { signal });
    },
    placeholderData: keepPreviousData,
  });
