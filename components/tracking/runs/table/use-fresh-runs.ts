"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api } from "@/components/frame/api";
import { useLive } from "@/components/frame/live";
import { queryString } from "@/components/frame/query-string";
import { usePaced } from "@/components/frame/use-paced";
import { type RunPage, type RunsQuestion, runPagesKey, runsKey } from "@/components/tracking/runs/queries";
import { collectChanges, mostAsked } from "./changes";

const pace = { soonMs: 1_500, pauseMs: 1_500 };

/**
 * Keeps the rows that stand there fresh in place, and counts those that came since: nothing moves under the pointer.
 * `show` reads the table anew; so does the table itself where changes were missed. Several changes are told as one, a second
 * and a half apart.
 */
export function useFreshRuns(question: RunsQuestion, shown: readonly string[], total: number | undefined) {
  const client = useQueryClient();
  const [arrived, setArrived] = useState(0);
  const [changes] = useState(collectChanges);
  const latest = useRef({ question, shown, total });
  latest.current = { question, shown, total };

  function show() {
    setArrived(0);
    void client.invalidateQueries({ queryKey: runsKey });
  }

  async function refresh() {
    const { question: asked, shown: standing, total: before } = latest.current;
    const { everything, runs, more } = changes.take(standing);
    if (everything) return show();
    if (more) refreshSoon();
    const { columns, parent, ...rest } = asked;
    if (runs.length > 0) {
      const search = new URLSearchParams(queryString({ ...rest, runs, limit: mostAsked }));
      for (const column of columns) search.append("columns", column);
      const page = await api<RunPage>(`/api/runs?${search}`).catch((error: unknown) => {
        changes.putBack(runs);
        throw error;
      });
      const fresh = new Map(page.items.map((run) => [run.id, run]));
      client.setQueriesData<RunPage>(
        // A page that is to be read again stays so: with new data it would pass for fresh.
        { queryKey: runPagesKey, predicate: ({ state }) => !state.isInvalidated },
        (old) => old && { ...old, items: old.items.map((run) => fresh.get(run.id) ?? run) },
      );
    }
    const now = await api<RunPage>(
      `/api/runs?${queryString({ ...rest, ...(parent ? { parent } : {}), limit: 1 })}`,
    );
    if (before !== undefined) setArrived(Math.max(0, now.total - before));
  }
  const refreshSoon = usePaced(pace, refresh);
  useLive((event) => {
    if (changes.hear(event)) refreshSoon();
  });

  return { arrived, show };
}
