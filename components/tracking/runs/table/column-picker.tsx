"use client";
import { ArrowDown, ArrowUp, Pin } from "lucide-react";
import { useState } from "react";
import type { RunKeys } from "@/components/tracking/runs/queries";
import { Button, IconButton } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { type Column, columnTitle, fixedColumns, parseColumn } from "@/lib/core/tracking/runs/columns";

type Props = {
  keys: RunKeys | undefined;
  columns: readonly Column[];
  pinned: readonly string[];
  onColumns: (ids: string[] | null) => void;
  onPinned: (ids: string[]) => void;
};

/** Chooses, orders and pins the columns of the runs table. */
export function ColumnPicker({ keys, columns, pinned, onColumns, onPinned }: Props) {
  const [search, setSearch] = useState("");
  const chosen = columns.map(({ id }) => id);
  const others = available(keys).filter(
    (id) => !chosen.includes(id) && id.toLowerCase().includes(search.toLowerCase()),
  );
  const move = (index: number, by: number) => {
    const next = [...chosen];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(Math.max(0, Math.min(next.length, index + by)), 0, moved);
    onColumns(next);
  };
  return (
    <Popover title="Columns" align="end" className="w-96" trigger={<Button>Columns</Button>}>
      <div className="flex max-h-[60dvh] flex-col gap-3 overflow-auto">
        <section aria-label="Shown columns">
          <p className="mb-1 text-xs text-muted">Shown, in this order</p>
          <ul>
            {columns.map((column, index) => (
              <li key={column.id} className="flex items-center gap-1">
                <Checkbox
                  className="min-w-0 flex-1"
                  checked
                  onCheckedChange={() => onColumns(chosen.filter((id) => id !== column.id))}
                >
                  <span className="truncate">{nameOf(column)}</span>
                </Checkbox>
                <IconButton
                  label={pinned.includes(column.id) ? `Unpin ${nameOf(column)}` : `Pin ${nameOf(column)}`}
                  aria-pressed={pinned.includes(column.id)}
                  icon={<Pin className={pinned.includes(column.id) ? "fill-current" : ""} />}
                  onClick={() =>
                    onPinned(
                      pinned.includes(column.id)
                        ? pinned.filter((id) => id !== column.id)
                        : [...pinned, column.id],
                    )
                  }
                />
                <IconButton
                  label={`Move ${nameOf(column)} up`}
                  icon={<ArrowUp />}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <IconButton
                  label={`Move ${nameOf(column)} down`}
                  icon={<ArrowDown />}
                  disabled={index === columns.length - 1}
                  onClick={() => move(index, 1)}
                />
              </li>
            ))}
          </ul>
        </section>
        <section aria-label="Other columns">
          <Input
            type="search"
            aria-label="Find a column"
            placeholder="Find a column"
            className="mb-2 w-full"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <ul>
            {others.slice(0, 100).map((id) => {
              const column = parseColumn(id);
              return column === undefined ? null : (
                <li key={id}>
                  <Checkbox checked={false} onCheckedChange={() => onColumns([...chosen, id])}>
                    {nameOf(column)}
                  </Checkbox>
                </li>
              );
            })}
          </ul>
          {others.length > 100 && (
            <p className="text-xs text-muted">100 of {others.length} shown. Type to find the others.</p>
          )}
          {others.length === 0 && (
            <p className="text-xs text-muted">
              No other column{search === "" ? "" : ` has "${search}" in its name`}.
            </p>
          )}
        </section>
        <Button onClick={() => onColumns(null)}>Back to the usual columns</Button>
      </div>
    </Popover>
  );
}

const nameOf = (column: Column) =>
  column.kind === "fixed" ? columnTitle(column) : `${column.kind} ${columnTitle(column)}`;

function available(keys: RunKeys | undefined): string[] {
  if (!keys) return [...fixedColumns];
  const metrics = keys.metrics.flatMap(({ key }) => [
    `metrics.${key}`,
    `min.metrics.${key}`,
    `max.metrics.${key}`,
  ]);
  return [
    ...fixedColumns,
    ...metrics,
    ...keys.params.map(({ key }) => `params.${key}`),
    ...keys.tags.map(({ key }) => `tags.${key}`),
  ];
}
