"use client";
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import {
  boardQuery,
  type ColumnQuestion,
  columnQuery,
  firstCards,
  lanesPerPage,
  moreCards,
  mostCards,
} from "@/components/registry/board/queries";
import type { BoardView } from "@/components/registry/board/view";
import type { Board, BoardModel, Lane } from "@/lib/core/registry/board/board";
import type { Stage } from "@/lib/core/registry/stages";

export type BoardState = {
  /** One for each lane of the board; null where it has not arrived. */
  lanes: readonly (Lane | null)[];
  models: ReadonlyMap<string, BoardModel>;
  total: number;
  versions: number;
  needsMe: number;
};
type Loaded = { page: number; data: Board | undefined };
type Grown = { question: ColumnQuestion; data: Board | undefined };

const dataOf = (results: readonly { data: Board | undefined }[]) => results.map(({ data }) => data);

/** The board as it is looked at: pages of lanes come where they are in sight, columns grow by `onMore`. */
export function useBoard(view: BoardView) {
  const [pages, setPages] = useState<readonly number[]>([]);
  const [grown, setGrown] = useState<readonly ColumnQuestion[]>([]);
  const first = useQuery({ ...boardQuery(view, 0), placeholderData: keepPreviousData });
  const more = useQueries({ queries: pages.map((page) => boardQuery(view, page)), combine: dataOf });
  const columns = useQueries({
    queries: grown.map((question) => columnQuery(view, question)),
    combine: dataOf,
  });
  const board = useMemo(
    () =>
      assemble(
        [{ page: 0, data: first.data }, ...pages.map((page, at) => ({ page, data: more[at] }))],
        grown.map((question, at) => ({ question, data: columns[at] })),
      ),
    [first.data, pages, more, grown, columns],
  );

  const onSight = useCallback((firstLane: number, lastLane: number) => {
    const wanted = [firstLane, lastLane].map((lane) => Math.floor(lane / lanesPerPage));
    setPages((seen) => {
      const unseen = [...new Set(wanted)].filter((page) => page > 0 && !seen.includes(page));
      return unseen.length === 0 ? seen : [...seen, ...unseen];
    });
  }, []);
  const onMore = useCallback(
    (model: string | null, stage: Stage) =>
      setGrown((before) => {
        const old = before.find((one) => one.model === model && one.stage === stage);
        const limit = (old?.limit ?? firstCards[model === null ? "stage" : "model"]) + moreCards;
        return [...before.filter((one) => one !== old), { model, stage, limit: Math.min(limit, mostCards) }];
      }),
    [],
  );
  return {
    board,
    error: first.error,
    refetch: first.refetch,
    updatedAt: first.dataUpdatedAt,
    onSight,
    onMore,
  };
}

/** Pages of lanes as one board, with what has grown in the place of what its lane brought. */
function assemble(pages: readonly Loaded[], grown: readonly Grown[]): BoardState | undefined {
  const head = pages[0]?.data;
  if (head === undefined) return undefined;
  const lanes: (Lane | null)[] = Array.from({ length: head.total }, () => null);
  const models = new Map<string, BoardModel>();
  for (const { page, data } of pages)
    data?.lanes.forEach((lane, at) => {
      const place = page * lanesPerPage + at;
      if (place < lanes.length) lanes[place] = withGrown(lane, grown);
    });
  for (const data of [...pages, ...grown].map((one) => one.data))
    for (const model of data?.models ?? []) models.set(model.name, model);
  return { lanes, models, total: head.total, versions: head.versions, needsMe: head.needsMe };
}

function withGrown(lane: Lane, grown: readonly Grown[]): Lane {
  const own = grown.filter(({ question, data }) => question.model === lane.model && data !== undefined);
  if (own.length === 0) return lane;
  const columns = lane.columns.map((column) => {
    const bigger = own.find(({ question }) => question.stage === column.stage);
    return bigger?.data?.lanes[0]?.columns[0] ?? column;
  });
  return { ...lane, columns };
}
