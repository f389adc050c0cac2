import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { RunKeys, RunsQuestion } from "@/components/tracking/runs/queries";
import { type Column, defaultColumns, parseColumns, wantedFields } from "@/lib/core/tracking/runs/columns";

/** The runs table's view: the URL is its only home, so whoever opens it sees the same. */
export const runsParsers = {
  filter: parseAsString.withDefault(""),
  /** null: nobody has arranged them, so the page chooses. */
  columns: parseAsArrayOf(parseAsString),
  pinned: parseAsArrayOf(parseAsString).withDefault([]),
  /** "metrics.loss:140": widths in px that differ from the usual one. */
  widths: parseAsArrayOf(parseAsString).withDefault([]),
  sort: parseAsString.withDefault("start_time"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  lifecycle: parseAsStringLiteral(["active", "deleted"] as const).withDefault("active"),
  tree: parseAsBoolean.withDefault(true),
  differ: parseAsBoolean.withDefault(false),
};
export const loadRunsView = createLoader(runsParsers);
export type RunsView = Awaited<ReturnType<typeof loadRunsView>>;

/** The columns to show: the chosen ones or the usual ones, without those in which all runs agree where asked. */
export function shownColumns(view: RunsView, keys: RunKeys | undefined): Column[] {
  const columns = parseColumns(view.columns ?? defaultColumns(keys ?? { metrics: [], params: [] }));
  if (!view.differ || keys === undefined) return columns;
  const counts = { param: keys.params, tag: keys.tags, metric: keys.metrics };
  return columns.filter((column) => {
    if (column.kind === "fixed") return true;
    const count = counts[column.kind].find(({ key }) => key === column.key);
    return count === undefined || count.distinct > 1 || count.runs < keys.runs;
  });
}

/** What the view asks of the server. A filter looks through the whole tree, so it lists flat. */
export const questionOf = (experiment: string, view: RunsView, columns: readonly Column[]): RunsQuestion => ({
  experiment,
  filter: view.filter,
  columns: wantedFields(columns),
  sort: view.sort,
  order: view.order,
  lifecycle: view.lifecycle,
  ...(view.tree && view.filter === "" ? { parent: "roots" } : {}),
});
