"use client";
import { useMemo } from "react";
import type { RunKeys, RunsQuestion } from "@/components/tracking/runs/queries";
import type { Column } from "@/lib/core/tracking/runs/columns";
import { type Placed, placed, readWidths } from "./layout";
import { frozenWidth } from "./measures";
import { questionOf, type RunsView, shownColumns } from "./view";

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
