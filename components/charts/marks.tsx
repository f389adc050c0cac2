"use client";
import type { Plot } from "@/components/charts/use-plot";
import type { Line } from "@/lib/core/charts/prepare-lines";
import { toPixel } from "@/lib/core/charts/scale";
import type { SeriesLook } from "@/lib/core/charts/series-colors";
import { axisNumber } from "@/lib/core/charts/ticks";

type Props = { lines: readonly Line[]; looks: ReadonlyMap<string, SeriesLook>; plot: Plot };

/** What no line can show, above the plot: a cross for NaN, a triangle up for Infinity, one down for −Infinity. */
export function Marks({ lines, looks, plot }: Props) {
  const y = plot.top - 8;
  return lines.flatMap(({ id, marks }) =>
    marks.map(({ x, value }) => {
      const at = toPixel(plot.x, x);
      if (at < plot.left || at > plot.right) return null;
      const color = looks.get(id)?.color;
      return (
        <path
          key={`${id} ${x} ${value}`}
          d={shape(value, at, y)}
          fill={value === "NaN" ? "none" : color}
          stroke={color}
          strokeWidth={1.5}
        >
          <title>{`${value} at ${axisNumber(x)}`}</title>
        </path>
      );
    }),
  );
}

function shape(value: string, x: number, y: number): string {
  if (value === "NaN") return `M${x - 3},${y}l6,6m0,-6l-6,6`;
  return value === "Infinity" ? `M${x - 3},${y + 6}h6l-3,-6z` : `M${x - 3},${y}h6l-3,6z`;
}
