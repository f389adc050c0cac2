"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "@/components/frame/api";
import { useLive } from "@/components/frame/live";
import { queryString, type RunPage, type RunsQuestion } from "@/components/tracking/queries";

const pauseMs = 1_500;

/**
 * Keeps the rows that stand there fresh in place, and counts those that came since: nothing moves under the pointer.
 * `show` reads the table anew. Several changes are told as one, a second and a half apart.
 */
export function useFreshRuns(question: RunsQuestion, shown: readonly string[], total: number | undefined) {
  const client = useQueryClient();
  const [arrived, setArrived] = useState(0);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const changed = useRef(new Set<string>());
  const latest = useRef({ question, shown, total });
  latest.current = { question, shown, total };

  async function refresh() {
    waiting.current = null;
    const { question: asked, shown: standing, total: before } = latest.current;
    const touched = standing.filter((id) => changed.current.has(id)).slice(0, 200);
    changed.current.clear();
    const { columns, parent: _, ...rest } = asked;
    const search = new URLSearchParams(queryString({ ...rest, runs: touched, limit: 200 }));
    for (const column of columns) search.append("columns", column);
    if (touched.length > 0) {
      const fresh = new Map((await api<RunPage>(`/api/runs?${search}`)).items.map((run) => [run.id, run]));
      client.setQueriesData<RunPage>(
        { queryKey: ["runs", "page"] },
        (page) => page && { ...page, items: page.items.map((run) => fresh.get(run.id) ?? run) },
      );
    }
    const now = await api<RunPage>(
      `/api/runs?${queryString({ ...rest, ...(asked.parent ? { parent: asked.parent } : {}), limit: 1 })}`,
    );
    if (before !== undefined) setArrived(Math.max(0, now.total - before));
  }

  useLive(({ kind, subject }) => {
    if (kind !== "run" && kind !== "missed") return;
    changed.current.add(subject);
    waiting.current ??= setTimeout(() => void refresh().catch(() => undefined), pauseMs);
  });
  useEffect(
    () => () => {
      if (waiting.current) clearTimeout(waiting.current);
    },
    [],
  );

  return {
    arrived,
    show: () => {
      setArrived(0);
      void client.invalidateQueries({ queryKey: ["runs"] });
    },
  };
}
