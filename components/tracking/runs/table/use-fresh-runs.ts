"use client";
import { hashKey, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api } from "@/components/frame/api";
import { ApiError } from "@/components/frame/api-error";
import { useLive } from "@/components/frame/live";
import { queryString } from "@/components/frame/query-string";
import { usePaced } from "@/components/frame/use-paced";
import {
  columnsOf,
  type RunPage,
  type RunsQuestion,
  runPagesKey,
  runsKey,
} from "@/components/tracking/runs/queries";
import { collectChanges, mostAsked } from "./changes";

const pace = { soonMs: 1_500, pauseMs: 1_500 };
const later = { soonMs: 10_000, pauseMs: 10_000 };

const nothing = { of: "", runs: 0 };

/**
 * Keeps the rows that stand there fresh in place, and counts those that came since: nothing moves under the pointer.
 * `show` reads the table anew; so does the table itself where changes were missed. Several changes are told as one, a second
 * and a half apart; what could not be asked is asked again ten seconds later.
 */
export function useFreshRuns(question: RunsQuestion, shown: readonly string[], total: number | undefined) {
  const client = useQueryClient();
  const [arrived, setArrived] = useState(nothing);
  const [changes] = useState(collectChanges);
  const latest = useRef({ question, shown, total });
  latest.current = { question, shown, total };

  function show() {
    setArrived(nothing);
    void client.invalidateQueries({ queryKey: runsKey });
  }

  async function refresh() {
    const { question: asked, shown: standing, total: before } = latest.current;
    const { everything, runs, more } = changes.take(standing);
    if (everything) return show();
    if (more) refreshSoon();
    try {
      if (runs.length > 0) replace(asked.columns, await read(asked, runs));
    } catch (error) {
      changes.putBack(runs);
      return tryAgain(error);
    }
    try {
      const { total: now } = await count(asked);
      if (before !== undefined) setArrived({ of: placeOf(asked), runs: Math.max(0, now - before) });
    } catch (error) {
      tryAgain(error);
    }
  }
  /** A refusal would come again; the time of another failure passes. */
  const tryAgain = (error: unknown) => {
    if (!(error instanceof ApiError && error.final)) refreshLater();
  };
  function replace(columns: readonly string[], { items }: RunPage) {
    const fresh = new Map(items.map((run) => [run.id, run]));
    const fields = hashKey([columns]);
    client.setQueriesData<RunPage>(
      // A page that is to be read again stays so: with new data it would pass for fresh.
      {
        queryKey: runPagesKey,
        predicate: ({ state, queryKey }) => !state.isInvalidated && columnsOf(queryKey) === fields,
      },
      (old) => old && { ...old, items: old.items.map((run) => fresh.get(run.id) ?? run) },
    );
    // These rows lack what tables of other columns show, which are read again where they are looked at.
    void client.invalidateQueries({
      queryKey: runPagesKey,
      predicate: ({ queryKey }) => columnsOf(queryKey) !== fields,
      refetchType: "none",
    });
  }
  const refreshSoon = usePaced(pace, refresh);
  const refreshLater = usePaced(later, refresh);
  useLive((event) => {
    if (changes.hear(event)) refreshSoon();
  });

  // What came since belongs to the question that it was counted for.
  return { arrived: arrived.of === placeOf(question) ? arrived.runs : 0, show };
}

/** What decides which runs stand in the table. */
const placeOf = ({ columns: _, ...deciding }: RunsQuestion) => hashKey([deciding]);

function read({ columns, parent: _, ...rest }: RunsQuestion, runs: readonly string[]): Promise<RunPage> {
  const search = new URLSearchParams(queryString({ ...rest, runs, limit: mostAsked }));
  for (const column of columns) search.append("columns", column);
  return api<RunPage>(`/api/runs?${search}`);
}

const count = ({ columns: _, parent, ...rest }: RunsQuestion): Promise<RunPage> =>
  api<RunPage>(`/api/runs?${queryString({ ...rest, ...(parent ? { parent } : {}), limit: 1 })}`);
