"use client";
import { useShortcuts } from "@/components/frame/shortcuts";
import type { RunKeys } from "@/components/tracking/runs/queries";
import { MatchCount } from "@/components/ui/pagination";
import { Switch } from "@/components/ui/switch";
import type { Column } from "@/lib/core/tracking/runs/columns";
import { ColumnPicker } from "./column-picker";
import { FilterBox } from "./filter-box";
import type { RunsView } from "./view";

type Props = {
  view: RunsView;
  onView: (change: Partial<{ [K in keyof RunsView]: RunsView[K] | null }>) => void;
  keys: RunKeys | undefined;
  columns: readonly Column[];
  total: number | undefined;
};

/** Filter, what is shown of the runs, and how many match. */
export function RunsToolbar({ view, onView, keys, columns, total }: Props) {
  useShortcuts([
    {
      label: "Filter the runs",
      keys: "/",
      group: "Runs",
      run: () => document.querySelector<HTMLInputElement>("[aria-label='Filter the runs']")?.focus(),
    },
  ]);
  const words = { metrics: namesOf(keys?.metrics), params: namesOf(keys?.params), tags: namesOf(keys?.tags) };
  const trash = view.lifecycle === "deleted";
  const roots = view.tree && view.filter === "";
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3 py-3 md:px-4">
      <FilterBox
        value={view.filter}
        words={words}
        onFilter={(filter) => onView({ filter: filter || null })}
      />
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        <Switch checked={view.tree} onCheckedChange={(on) => onView({ tree: on ? null : false })}>
          Tree
        </Switch>
        <Switch checked={view.differ} onCheckedChange={(on) => onView({ differ: on || null })}>
          Only what differs
        </Switch>
        <Switch checked={trash} onCheckedChange={(on) => onView({ lifecycle: on ? "deleted" : null })}>
          Trash
        </Switch>
        <ColumnPicker
          keys={keys}
          columns={columns}
          pinned={view.pinned}
          onColumns={(ids) => onView({ columns: ids })}
          onPinned={(ids) => onView({ pinned: ids.length > 0 ? ids : null })}
        />
        {total !== undefined && (
          <Count total={total} all={keys?.runs} filtered={view.filter !== ""} roots={roots} />
        )}
      </div>
    </div>
  );
}

const namesOf = (keys: readonly { key: string }[] | undefined) => (keys ?? []).map(({ key }) => key);

/** How many of how many: matches of a filter, or the runs at the top of the tree. */
function Count({
  total,
  all,
  filtered,
  roots,
}: {
  total: number;
  all: number | undefined;
  filtered: boolean;
  roots: boolean;
}) {
  if (!roots || all === undefined || all === total)
    return (
      <MatchCount
        shown={total}
        total={filtered ? (all ?? total) : total}
        noun={total === 1 && !filtered ? "run" : "runs"}
      />
    );
  return (
    <span role="status" className="text-sm whitespace-nowrap text-muted tabular-nums">
      {total} at the top, {all} runs in all
    </span>
  );
}
