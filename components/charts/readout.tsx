"use client";
import { useDeferredValue, useEffect, useState } from "react";
import { useCrosshairAt } from "@/components/charts/crosshair";
import { Key } from "@/components/charts/key";
import type { Lines } from "@/lib/core/charts/prepare-lines";
import { readout } from "@/lib/core/charts/readout";
import type { SeriesLook } from "@/lib/core/charts/series-colors";
import { axisNumber } from "@/lib/core/charts/ticks";

type Props = {
  id: string;
  lines: Lines;
  looks: ReadonlyMap<string, SeriesLook>;
  names: ReadonlyMap<string, string>;
  hidden: ReadonlySet<string>;
  xText: (x: number) => string;
};

/** What the lines read at the crosshair of this chart: eight runs and how many more there are. */
export function Readout({ id, lines, looks, names, hidden, xText }: Props) {
  const at = useDeferredValue(useCrosshairAt());
  if (at === null || at.owner !== id) return null;
  const { rows, more, x, nearest } = readout(lines, hidden, at.x, at.y);
  if (rows.length === 0) return null;
  const name = (id: string) => names.get(id) ?? id;
  const right = at.x > (lines.x[0] + lines.x[1]) / 2;
  const sentence = `${xText(x)}: ${rows.map(({ id, value }) => `${name(id)} ${axisNumber(value)}`).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return (
    <>
      <div
        aria-hidden
        style={right ? { left: 64 } : { right: 16 }}
        className="pointer-events-none absolute top-3 z-10 max-w-72 rounded-md bg-surface px-2 py-1.5 text-xs shadow-float"
      >
        <p className="mb-1 text-muted tabular-nums">{xText(x)}</p>
        <table>
          <tbody>
            {rows.map(({ id, value }) => (
              <tr key={id} className={id === nearest ? "font-medium" : ""}>
                <td className="pr-2">
                  <Key look={looks.get(id)} />
                </td>
                <td className="max-w-44 truncate pr-3">{name(id)}</td>
                <td className="text-right tabular-nums" title={String(value)}>
                  {axisNumber(value)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {more > 0 && <p className="mt-1 text-muted">and {more} more</p>}
      </div>
      <Said text={at.y === null ? sentence : ""} />
    </>
  );
}

const quietMs = 400;

/** Says what the keys read once they rest; a pointer is never talked over. */
function Said({ text }: { text: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
