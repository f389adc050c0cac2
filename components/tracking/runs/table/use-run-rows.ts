"use client";
import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type ListedRun,
  type RunsQuestion,
  runsPageSize,
  runsQuery,
} from "@/components/tracking/runs/queries";

/** A row of the table: a run with its depth in the tree, or a place whose run has not arrived yet. */
export type Row = { run: ListedRun; depth: number } | { run: null; depth: number; key: string };
export type RunRows = {
  rows: Row[];
  total: number | undefined;
  error: unknown;
  refetch: () => void;
  loading: boolean;
};

const none = new Set<number>();

/**
 * The rows of a question: pages are fetched where the table is looked at, children of opened runs below their parent.
 * `pages`: the numbers of the pages in sight.
 */
export function useRunRows(
  question: RunsQuestion,
  pages: ReadonlySet<number> = none,
  opened: ReadonlySet<string>,
): RunRows {
  const client = useQueryClient();
  const first = useQuery({ ...runsQuery(question, 0), placeholderData: keepPreviousData });
  const others = [...pages].filter((page) => page > 0).sort((a, b) => a - b);
  const more = useQueries({ queries: others.map((page) => runsQuery(question, page)) });
  const parents = [...opened];
  const children = useQueries({ queries: parents.map((parent) => runsQuery({ ...question, parent }, 0)) });
  const childrenOf = new Map(parents.map((parent, index) => [parent, children[index]?.data?.items ?? []]));

  const total = first.data?.total;
  const known = new Map<number, ListedRun[]>([[0, first.data?.items ?? []]]);
  others.forEach((page, index) => {
    const items = more[index]?.data?.items ?? client.getQueryData(runsQuery(question, page).queryKey)?.items;
    if (items) known.set(page, items);
  });
  const rows: Row[] = [];
  for (let index = 0; index < (total ?? 0); index++) {
    const run = known.get(Math.floor(index / runsPageSize))?.[index % runsPageSize];
    if (run) addRun(rows, run, 0, opened, childrenOf);
    else rows.push({ run: null, depth: 0, key: `waiting-${index}` });
  }
  return { rows, total, error: first.error, refetch: () => void first.refetch(), loading: first.isPending };
}

function addRun(
  rows: Row[],
  run: ListedRun,
  depth: number,
  opened: ReadonlySet<string>,
  childrenOf: ReadonlyMap<string, ListedRun[]>,
): void {
  rows.push({ run, depth });
  // A loop of parents would never end; MLflow does not forbid one.
  if (opened.has(run.id) && depth < 12)
    for (const child of childrenOf.get(run.id) ?? []) addRun(rows, child, depth + 1, opened, childrenOf);
}
