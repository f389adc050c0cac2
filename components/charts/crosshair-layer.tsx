"use client";
import { useCrosshairAt } from "@/components/charts/crosshair";
import { tenfold } from "@/components/charts/line-strokes";
import type { Plot } from "@/components/charts/use-plot";
import { linePath, tenths } from "@/lib/core/charts/paths";
import type { Lines } from "@/lib/core/charts/prepare-lines";
import { readout } from "@/lib/core/charts/readout";
import { type Range, toPixel } from "@/lib/core/charts/scale";
import type { SeriesLook } from "@/lib/core/charts/series-colors";

type Props = {
  id: string;
  lines: Lines;
  looks: ReadonlyMap<string, SeriesLook>;
  hidden: ReadonlySet<string>;
  drag: Range | null;
  plot: Plot;
};
/** How near the pointer must come to a line to lift it, in pixels. */
const reach = 20;

/**
 * In a layer of its own, so that moving the pointer never paints the lines again: the hairline under the pointer, a dot on the lines that are read, the line it touches lifted, the stretch being dragged.
 */
export function CrosshairLayer({ id, lines, looks, hidden, drag, plot }: Props) {
  const at = useCrosshairAt();
  const y = at?.owner === id ? at.y : null;
  const read = at && at.x >= lines.x[0] && at.x <= lines.x[1] ? readout(lines, hidden, at.x, y) : null;
  const touched = read?.rows.find(
    ({ id, value }) =>
      id === read.nearest && y !== null && Math.abs(toPixel(plot.y, value) - toPixel(plot.y, y)) < reach,
  );
  const lifted = touched && lines.lines.find(({ id }) => id === touched.id);
  const [left, right] = drag
    ? [toPixel(plot.x, Math.min(...drag)), toPixel(plot.x, Math.max(...drag))]
    : [0, 0];
  return (
    <svg
      width="100%"
      height="100%"
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 will-change-transform"
    >
      {drag && (
        <rect
          x={left}
          y={plot.top}
          width={right - left}
          height={plot.bottom - plot.top}
          fill="var(--accent)"
          fillOpacity={0.12}
        />
      )}
      {lifted && (
        <path
          d={linePath(lifted, plot.x, plot.y)}
          transform={`scale(${1 / tenths})`}
          fill="none"
          stroke={looks.get(lifted.id)?.color}
          strokeDasharray={tenfold(looks.get(lifted.id)?.dash)}
          strokeWidth={3 * tenths}
        />
      )}
      {read && (
        <line
          x1={toPixel(plot.x, read.x)}
          x2={toPixel(plot.x, read.x)}
          y1={plot.top}
          y2={plot.bottom}
          stroke="var(--control)"
        />
      )}
      {read?.rows.map(({ id, x, value }) => (
        <circle
          key={id}
          cx={toPixel(plot.x, x)}
          cy={toPixel(plot.y, value)}
          r={id === touched?.id ? 4.5 : 3}
          fill={looks.get(id)?.color}
          stroke="var(--canvas)"
        />
      ))}
    </svg>
  );
}
