"use client";
import { hashKey, keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import {
  type ListedRun,
  type RunPage,
  type RunsQuestion,
  runsPageSize,
  runsQuery,
} from "@/components/tracking/runs/queries";
import { look, type Sight, sightOf } from "./sight";

/**
 * A row of the table: a run with its depth in the tree, or null where it has not arrived yet. `page`: the one that brings it.
 * `retry`: what should stand from here on could not be loaded.
 */
export type Row = { key: string; run: ListedRun | null; depth: number; page: number; retry?: Retry };
export type Retry = () => unknown;
/** What one question has brought, or how to ask it again where it failed. */
type Part = { items: readonly ListedRun[] | undefined; retry: Retry | undefined };
export type RunRows = {
  rows: readonly Row[];
  total: number | undefined;
  error: unknown;
  refetch: () => void;
  loading: boolean;
  /** What decides which run stands where; another one begins at the top. */
  order: string;
  /** Told which pages are in sight. */
  onSight: (first: number, last: number) => void;
};

type Result = { data: RunPage | undefined; isError: boolean; refetch: Retry };
const partsOf = (results: readonly Result[]): Part[] =>
  results.map(({ data, isError, refetch }) => ({
    items: data?.items,
    retry: isError && data === undefined ? refetch : undefined,
  }));
const unasked: Part = { items: undefined, retry: undefined };
const nowhere: Sight = { order: "", inSight: [], seen: new Set() };

/** The rows of a question: pages are fetched where the table is looked at, children of opened runs below their parent. */
export function useRunRows(question: RunsQuestion, opened: ReadonlySet<string>): RunRows {
  const client = useQueryClient();
  const { columns: _, ...deciding } = question;
  const order = hashKey([deciding]);
  const [kept, setSight] = useState(nowhere);
  const { inSight, seen } = useMemo(() => sightOf(kept, order), [kept, order]);
  const onSight = useCallback(
    (from: number, to: number) => setSight((before) => look(before, order, from, to)),
    [order],
  );

  const first = useQuery({ ...runsQuery(question, 0), placeholderData: keepPreviousData });
  const others = useMemo(() => inSight.filter((page) => page > 0), [inSight]);
  const more = useQueries({ queries: others.map((page) => runsQuery(question, page)), combine: partsOf });
  const parents = useMemo(() => [...opened], [opened]);
  const children = useQueries({
    queries: parents.map((parent) => runsQuery({ ...question, parent }, 0)),
    combine: partsOf,
  });

  const rows = useMemo(() => {
    const known = new Map(others.map((page, index) => [page, more[index] ?? unasked]));
    known.set(0, { items: first.data?.items, retry: undefined });
    for (const page of seen) {
      if (known.has(page)) continue;
      const state = client.getQueryState<RunPage>(runsQuery(question, page).queryKey);
      if (state?.isInvalidated === false) known.set(page, { items: state.data?.items, retry: undefined });
    }
    const childrenOf = new Map(parents.map((parent, index) => [parent, children[index] ?? unasked]));
    return rowsOf(first.data?.total ?? 0, known, opened, childrenOf);
  }, [client, question, first.data, others, more, seen, opened, parents, children]);

  const { error, isPending: loading } = first;
  return {
    rows,
    total: first.data?.total,
    error,
    refetch: () => void first.refetch(),
    loading,
    order,
    onSight,
  };
}

function rowsOf(
  total: number,
  known: ReadonlyMap<number, Part>,
  opened: ReadonlySet<string>,
  childrenOf: ReadonlyMap<string, Part>,
): Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < total; index++) {
    const page = Math.floor(index / runsPageSize);
    const { items, retry } = known.get(page) ?? unasked;
    const run = items?.[index % runsPageSize];
    if (run) addRun(rows, run, { depth: 0, page }, opened, childrenOf);
    else rows.push(awaited(`waiting-${index}`, { depth: 0, page }, retry));
  }
  return rows;
}

type Place = Pick<Row, "depth" | "page">;

const awaited = (key: string, place: Place, retry: Retry | undefined): Row => ({
  ...place,
  key,
  run: null,
  ...(retry ? { retry } : {}),
});

function addRun(
  rows: Row[],
  run: ListedRun,
  { depth, page }: Place,
  opened: ReadonlySet<string>,
  childrenOf: ReadonlyMap<string, Part>,
): void {
  rows.push({ key: `${run.id} ${depth}`, run, depth, page });
  // A loop of parents would never end; MLflow does not forbid one.
  if (!opened.has(run.id) || depth >= 12) return;
  const { items, retry } = childrenOf.get(run.id) ?? unasked;
  if (retry) rows.push(awaited(`children of ${run.id} ${depth}`, { depth: depth + 1, page }, retry));
  for (const child of items ?? []) addRun(rows, child, { depth: depth + 1, page }, opened, childrenOf);
}
