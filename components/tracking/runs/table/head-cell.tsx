"use client";
import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { columnTitle } from "@/lib/core/tracking/runs/columns";
import { isNumeric } from "./cells";
import { clampWidth, type Placed } from "./layout";

type Props = {
  place: Placed;
  sort: "asc" | "desc" | null;
  sortable: boolean;
  onSort: () => void;
  onWidth: (width: number) => void;
};

/** A column's head: sorts by a press; its right edge is dragged, or moved by the arrow keys, to resize. */
export function HeadCell({ place: { column, width, left }, sort, sortable, onSort, onWidth }: Props) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const title = columnTitle(column);
  const label = (
    <>
      <span className="truncate">{title}</span>
      {sort === "asc" && <ArrowUp className="size-3 shrink-0" aria-hidden />}
      {sort === "desc" && <ArrowDown className="size-3 shrink-0" aria-hidden />}
    </>
  );
  const look = clsx(
    "flex h-6 min-w-0 items-center gap-1 rounded-sm px-1 -mx-1",
    isNumeric(column) && "ml-auto",
    sort && "text-text",
  );
  const resize = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, width };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (from.current) onWidth(clampWidth(from.current.width + event.clientX - from.current.x));
    },
    onPointerUp: () => {
      from.current = null;
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const by = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      onWidth(clampWidth(width + by));
    },
  };
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-sort={
        sort === "asc" ? "ascending" : sort === "desc" ? "descending" : sortable ? "none" : undefined
      }
      style={{ width, left }}
      className={clsx(
        "relative flex h-8 shrink-0 items-center px-2 text-xs font-medium text-muted",
        left !== undefined && "sticky z-10 bg-canvas",
      )}
      title={column.kind === "fixed" ? title : `${column.kind} ${title}`}
    >
      {sortable ? (
        <button type="button" onClick={onSort} className={clsx(look, "hover:text-text")}>
          {label}
        </button>
      ) : (
        <span className={look}>{label}</span>
      )}
      <span
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={`Width of ${title}`}
        aria-valuenow={width}
        aria-valuemin={64}
        aria-valuemax={640}
        className="absolute inset-y-0 right-0 w-1.5 cursor-col-resize touch-none hover:bg-hairline focus-visible:bg-accent"
        {...resize}
      />
    </div>
  );
}
