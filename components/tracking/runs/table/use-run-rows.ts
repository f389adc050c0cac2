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

/** A row of the table: a run with its depth in the tree, or null where it has not arrived yet. `page`: the one that brings it. */
export type Row = { key: string; run: ListedRun | null; depth: number; page: number };
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

const answers = (results: readonly { data: RunPage | undefined }[]) => results.map(({ data }) => data);
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
  const more = useQueries({ queries: others.map((page) => runsQuery(question, page)), combine: answers });
  const parents = useMemo(() => [...opened], [opened]);
  const children = useQueries({
    queries: parents.map((parent) => runsQuery({ ...question, parent }, 0)),
    combine: answers,
  });

  const rows = useMemo(() => {
    const known = new Map(others.map((page, index) => [page, more[index]?.items]));
    known.set(0, first.data?.items);
    for (const page of seen) {
      if (known.has(page)) continue;
      const state = client.getQueryState<RunPage>(runsQuery(question, page).queryKey);
      if (state?.isInvalidated === false) known.set(page, state.data?.items);
    }
    const childrenOf = new Map(parents.map((parent, index) => [parent, children[index]?.items ?? []]));
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
  known: ReadonlyMap<number, readonly ListedRun[] | undefined>,
  opened: ReadonlySet<string>,
  childrenOf: ReadonlyMap<string, readonly ListedRun[]>,
): Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < total; index++) {
    const page = Math.floor(index / runsPageSize);
    const run = known.get(page)?.[index % runsPageSize];
    if (run) addRun(rows, run, { depth: 0, page }, opened, childrenOf);
    else rows.push({ key: `waiting-${index}`, run: null, depth: 0, page });
  }
  return rows;
}

function addRun(
  rows: Row[],
  run: ListedRun,
  { depth, page }: Pick<Row, "depth" | "page">,
  opened: ReadonlySet<string>,
  childrenOf: ReadonlyMap<string, readonly ListedRun[]>,
): void {
  rows.push({ key: `${run.id} ${depth}`, run, depth, page });
  // A loop of parents would never end; MLflow does not forbid one.
  if (opened.has(run.id) && depth < 12)
    for (const child of childrenOf.get(run.id) ?? [])
      addRun(rows, child, { depth: depth + 1, page }, opened, childrenOf);
}
