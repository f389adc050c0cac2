"use client";
import { SearchBox } from "@/components/frame/search-box";
import { useShortcuts } from "@/components/frame/shortcuts";
import type { BoardState } from "@/components/registry/board/use-board";
import type { BoardView } from "@/components/registry/board/view";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { type Stage, stages } from "@/lib/core/registry/stages";

type Props = {
  view: BoardView;
  onView: (change: Partial<{ [K in keyof BoardView]: BoardView[K] | null }>) => void;
  board: BoardState | undefined;
};

const every = "every";
const options: { value: Stage | typeof every; label: string }[] = [
  { value: every, label: "Every stage" },
  ...stages.map((stage) => ({ value: stage, label: stage })),
];

/** What of the board is shown, and how many versions that are. */
export function BoardToolbar({ view, onView, board }: Props) {
  useShortcuts([
    {
      label: "Filter the board",
      keys: "f",
      group: "Board",
      run: () => document.querySelector<HTMLInputElement>("[aria-label='Filter the board']")?.focus(),
    },
  ]);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-3 text-sm md:px-4">
      <SearchBox
        aria-label="Filter the board"
        placeholder="Model, run or alias"
        value={view.search}
        onText={(search) => onView({ search: search || null })}
        className="w-64 max-w-full"
      />
      <Select
        label="Stage"
        options={options}
        value={view.stage ?? every}
        onValueChange={(value) => onView({ stage: value === every ? null : value })}
        className="w-36"
      />
      <Switch checked={view.needsMe} onCheckedChange={(on) => onView({ needsMe: on || null })}>
        Needs me{board === undefined ? "" : ` (${board.needsMe})`}
      </Switch>
      <Switch checked={view.by === "stage"} onCheckedChange={(on) => onView({ by: on ? "stage" : null })}>
        One board
      </Switch>
      {board !== undefined && (
        <span role="status" className="text-muted tabular-nums">
          {board.versions === 1 ? "1 version" : `${board.versions} versions`}
          {view.by === "model" && ` of ${board.total === 1 ? "1 model" : `${board.total} models`}`}
        </span>
      )}
    </div>
  );
}
