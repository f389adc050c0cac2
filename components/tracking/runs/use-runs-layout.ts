"use client";
import { useMemo } from "react";
import type { RunKeys, RunsQuestion } from "@/components/tracking/queries";
import { type Placed, placed, readWidths } from "@/components/tracking/runs/layout";
import { frozenWidth } from "@/components/tracking/runs/measures";
import { questionOf, type RunsView, shownColumns } from "@/components/tracking/runs/view";
import type { Column } from "@/lib/core/runs/columns";

/** The columns that are shown and where they stand, and the question they put to the server. */
export function useRunsLayout(
  experiment: string,
  view: RunsView,
  keys: RunKeys | undefined,
): { columns: Column[]; layout: Placed[]; question: RunsQuestion } {
  return useMemo(() => {
    const columns = shownColumns(view, keys);
    const layout = placed(columns, view.pinned, readWidths(view.widths), frozenWidth);
    return { columns, layout, question: questionOf(experiment, view, columns) };
  }, [experiment, view, keys]);
}
