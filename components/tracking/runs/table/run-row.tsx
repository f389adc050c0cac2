"use client";
import clsx from "clsx";
import { ChevronDown, ChevronRight } from "lucide-react";
import { memo } from "react";
import type { ListedRun } from "@/components/tracking/runs/queries";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { visible } from "@/lib/core/text/visible";
import { Cell, isNumeric } from "./cells";
import type { Placed } from "./layout";
import { nameWidth, selectWidth } from "./measures";
import type { Retry } from "./use-run-rows";

type Props = {
  /** Null: it has not arrived yet. */
  run: ListedRun | null;
  /** It could not be loaded, and this asks once more. */
  retry: Retry | undefined;
  depth: number;
  index: number;
  top: number;
  columns: readonly Placed[];
  chosen: boolean;
  open: boolean;
  onSelect: (runs: readonly string[], on: boolean) => void;
  onOpen: (run: string) => void;
};

const frozen = "sticky z-10 flex h-8 shrink-0 items-center bg-inherit";

/** One run as a row; a quiet bar where it has not arrived yet. */
export const RunRow = memo(function RunRow({
  run,
  retry,
  depth,
  index,
  top,
  columns,
  chosen,
  open,
  onSelect,
  onOpen,
}: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      style={{ transform: `translateY(${top}px)` }}
      className={clsx(
        "absolute top-0 left-0 flex w-full border-b border-hairline",
        chosen ? "bg-chosen" : "bg-canvas hover:bg-hover",
      )}
    >
      <div role="cell" className={clsx(frozen, "left-0 justify-center")} style={{ width: selectWidth }}>
        {run && (
          <Checkbox
            aria-label={`Select ${visible(run.name)}`}
            checked={chosen}
            onCheckedChange={(on) => onSelect([run.id], on)}
          />
        )}
      </div>
      <div
        role="rowheader"
        className={clsx(frozen, "gap-1 px-2")}
        style={{ left: selectWidth, width: nameWidth, paddingLeft: 8 + depth * 32 }}
      >
        {run === null && retry ? (
          <>
            <span className="text-bad">Not loaded.</span>
            <Button size="sm" onClick={() => void retry()}>
              Try again
            </Button>
          </>
        ) : run === null ? (
          <span className="h-3 w-40 rounded-sm bg-sunken" />
        ) : (
          <>
            {run.children > 0 && (
              <button
                type="button"
                aria-expanded={open}
                aria-label={`${open ? "Close" : "Open"} the ${run.children} children of ${visible(run.name)}`}
                className="flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-text"
                onClick={() => onOpen(run.id)}
              >
                {open ? (
                  <ChevronDown className="size-4" aria-hidden />
                ) : (
                  <ChevronRight className="size-4" aria-hidden />
                )}
              </button>
            )}
            <Link
              href={`/runs/${run.id}`}
              className="truncate text-accent hover:underline"
              title={visible(run.name)}
            >
              <Name>{run.name}</Name>
            </Link>
            {run.children > 0 && <span className="shrink-0 text-xs text-muted">{run.children}</span>}
          </>
        )}
      </div>
      {columns.map(({ column, width, left }) => (
        <div
          key={column.id}
          role="cell"
          style={{ width, left }}
          className={clsx(
            "flex h-8 shrink-0 items-center px-2",
            left !== undefined && "sticky z-10 bg-inherit",
            isNumeric(column) && "justify-end tabular-nums",
          )}
        >
          <span className="truncate">{run ? <Cell run={run} column={column} /> : null}</span>
        </div>
      ))}
    </div>
  );
});
