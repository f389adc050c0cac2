"use client";
import { useState } from "react";
import { useCrosshairAt } from "@/components/charts/crosshair";
import { Key } from "@/components/charts/key";
import { endOf, valueAt } from "@/lib/core/charts/labels";
import { extentOf, type Line } from "@/lib/core/charts/prepare-lines";
import type { SeriesLook } from "@/lib/core/charts/series-colors";
import { axisNumber } from "@/lib/core/charts/ticks";

type Props = {
  lines: readonly Line[];
  looks: ReadonlyMap<string, SeriesLook>;
  names: ReadonlyMap<string, string>;
};

/** The legend where names do not fit beside their lines: opened on demand, so that fifty charts do not carry fifty tables. */
export function LegendTable({ lines, looks, names }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="text-xs">
      <summary className="flex h-6 w-fit items-center gap-1 text-accent hover:underline">
        {open ? "Hide" : "Show"} the values of {lines.length === 1 ? "1 run" : `${lines.length} runs`}
      </summary>
      {open && <Rows lines={lines} looks={looks} names={names} />}
    </details>
  );
}

const columns = ["Run", "Last", "Min", "Max", "At cursor"];

function Rows({ lines, looks, names }: Props) {
  return (
    <section
      aria-label="Values of the runs"
      {...{ tabIndex: 0 }}
      className="max-h-56 overflow-auto border-y border-hairline"
    >
      <table className="w-full tabular-nums">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={`sticky top-0 bg-canvas px-2 py-1 font-medium whitespace-nowrap ${index === 0 ? "text-left" : "text-right"}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const [min, max] = extentOf([line.raw, line.min, line.max]);
            const last = endOf(line.x, line.raw)?.y ?? null;
            const values = [last, last === null ? null : min, last === null ? null : max];
            return (
              <tr key={line.id}>
                <th scope="row" className="max-w-48 truncate px-2 py-1 text-left font-normal">
                  <Key look={looks.get(line.id)} /> {names.get(line.id) ?? line.id}
                </th>
                {values.map((value, index) => (
                  <Value key={columns[index + 1]} value={value} />
                ))}
                <AtCursor line={line} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The one cell of a row that follows the pointer. */
function AtCursor({ line }: { line: Line }) {
  const at = useCrosshairAt();
  return <Value value={at && valueAt(line, at.x)} />;
}

const Value = ({ value }: { value: number | null }) => (
  <td className="px-2 py-1 text-right" title={value === null ? undefined : String(value)}>
    {value === null ? "–" : axisNumber(value)}
  </td>
);
