"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { HeadCell } from "./head-cell";
import type { Placed } from "./layout";
import { frozenWidth, nameWidth, rowHeight, selectWidth } from "./measures";
import { RunRow } from "./run-row";
import type { Row } from "./use-run-rows";

type Props = {
  rows: readonly Row[];
  total: number;
  columns: readonly Placed[];
  /** What decides which run stands where: another one is shown from its top. */
  top: string;
  sort: string;
  order: "asc" | "desc";
  selected: ReadonlySet<string>;
  opened: ReadonlySet<string>;
  onSort: (column: string) => void;
  onWidth: (column: string, width: number) => void;
  onSelect: (runs: readonly string[], on: boolean) => void;
  onOpen: (run: string) => void;
  /** Which pages are in sight and must be fetched. */
  onSight: (first: number, last: number) => void;
};

const sortable = (id: string) =>
  !/^(min|max)\./.test(id) && !["duration", "dataset", "versions"].includes(id);

const pageAt = (rows: readonly Row[], index = 0) => rows[index]?.page ?? 0;

/** Runs by the ten thousand: only the rows in sight are drawn; name and choice stay at the left. */
export function RunsTable({
  rows,
  total,
  columns,
  top,
  sort,
  order,
  selected,
  opened,
  onSort,
  onWidth,
  onSelect,
  onOpen,
  onSight,
}: Props) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 1200, height: 900 }, // what the server draws before it knows the window
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [pageAt(rows, items[0]?.index), pageAt(rows, items.at(-1)?.index)];
  const shownTop = useRef(top);
  useEffect(() => {
    const other = shownTop.current !== top;
    shownTop.current = top;
    if (other) box.current?.scrollTo({ top: 0 });
    // What was in sight of another order is not asked for in this one.
    if (!other || first === 0) onSight(first, last);
  }, [first, last, top, onSight]);
  const shown = useMemo(() => rows.flatMap((row) => (row.run ? [row.run.id] : [])), [rows]);
  const all = shown.length > 0 && shown.every((id) => selected.has(id));
  const width = frozenWidth + columns.reduce((sum, place) => sum + place.width, 0);

  /** Up and down move between the rows' names; the rest is the page's. */
  function move(event: KeyboardEvent<HTMLElement>) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at =
      event.target instanceof HTMLElement
        ? Number(event.target.closest<HTMLElement>("[data-index]")?.dataset.index ?? Number.NaN)
        : Number.NaN;
    if (by === undefined || Number.isNaN(at)) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(rows.length - 1, at + by));
    virtual.scrollToIndex(to);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-index="${to}"] a`)?.focus());
  }

  return (
    <div
      ref={box}
      className="min-h-0 flex-1 overflow-auto border-t border-hairline"
      onKeyDown={move}
      role="presentation"
    >
      <div
        role="table"
        aria-label="Runs"
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 2}
        style={{ width }}
        className="min-w-full text-sm"
      >
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-20 flex border-b border-hairline bg-canvas"
        >
          <div
            role="columnheader"
            className="sticky left-0 z-20 flex h-8 shrink-0 items-center justify-center bg-canvas"
            style={{ width: selectWidth }}
          >
            <Checkbox
              aria-label="Select all loaded runs"
              checked={all}
              indeterminate={!all && selected.size > 0}
              onCheckedChange={(on) => onSelect(shown, on)}
            />
          </div>
          <div
            role="columnheader"
            className="sticky z-20 flex h-8 shrink-0 items-center bg-canvas px-2 text-xs font-medium text-muted"
            style={{ left: selectWidth, width: nameWidth }}
            aria-sort={sort === "run_name" ? (order === "asc" ? "ascending" : "descending") : "none"}
          >
            <button
              type="button"
              className="-mx-1 h-6 rounded-sm px-1 hover:text-text"
              onClick={() => onSort("run_name")}
            >
              Run
            </button>
          </div>
          {columns.map((place) => (
            <HeadCell
              key={place.column.id}
              place={place}
              sort={sort === place.column.id ? order : null}
              sortable={sortable(place.column.id)}
              onSort={() => onSort(place.column.id)}
              onWidth={(next) => onWidth(place.column.id, next)}
            />
          ))}
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <RunRow
                key={row.key}
                run={row.run}
                retry={row.retry}
                depth={row.depth}
                index={index}
                top={start}
                columns={columns}
                chosen={row.run !== null && selected.has(row.run.id)}
                open={row.run !== null && opened.has(row.run.id)}
                onSelect={onSelect}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
