"use client";
import { memo, useMemo } from "react";
import { headHeight, plotEdges } from "@/components/charts/parallel-layout";
import { useRaised } from "@/components/charts/raised";
import { axisText, place } from "@/lib/core/charts/axis";
import { scaleColor } from "@/lib/core/charts/color-scale";
import { shorten } from "@/lib/core/charts/labels";
import { type Parallel, parallelPath } from "@/lib/core/charts/prepare-parallel";

type Props = {
  parallel: Parallel;
  names: ReadonlyMap<string, string>;
  hovered: string | null;
  xs: readonly number[];
  size: readonly [width: number, height: number];
  onHover: (id: string | null) => void;
};

/** One path a run in one SVG, the raised run last; those outside the brushes stay as a shadow. */
export function ParallelLines({ parallel, names, hovered, xs, size: [width, height], onHover }: Props) {
  const { axes, runs, summary } = parallel;
  const underPage = useRaised();
  const raised = hovered ?? underPage;
  const edges = plotEdges(height);
  const [top, bottom] = edges;
  const lifted = runs.find(({ id }) => id === raised);
  return (
    <svg
      data-chart
      width={width}
      height={height}
      role="img"
      aria-label={summary}
      onPointerMove={(event) => {
        const run = event.target instanceof SVGPathElement ? event.target.dataset.series : undefined;
        onHover(run ?? null);
      }}
      onPointerLeave={() => onHover(null)}
    >
      {axes.map(({ id }, i) => (
        <line key={id} x1={xs[i]} x2={xs[i]} y1={top} y2={bottom} stroke="var(--control)" />
      ))}
      <g opacity={lifted ? 0.4 : 1}>
        <Paths runs={runs} xs={xs} height={height} />
      </g>
      {lifted && (
        <path
          d={parallelPath(lifted.places, xs, edges)}
          data-series={lifted.id}
          fill="none"
          strokeWidth={3}
          style={{ stroke: lifted.shade === null ? "var(--muted)" : scaleColor(lifted.shade) }}
        >
          <title>{names.get(lifted.id) ?? lifted.id}</title>
        </path>
      )}
      {axes.map((axis, i) => (
        <g key={axis.id} fontSize={11} pointerEvents="none">
          <text x={xs[i]} y={headHeight - 30} textAnchor="middle" fill="var(--text)">
            {shorten(axis.title, 18)}
            <title>{axis.title}</title>
          </text>
          {axis.ticks.map((tick) => (
            <text
              key={tick}
              x={(xs[i] ?? 0) + 14}
              y={bottom - (place(axis, tick) ?? 0) * (bottom - top) + 4}
              fill="var(--text)"
              stroke="var(--canvas)"
              strokeWidth={4}
              paintOrder="stroke"
            >
              {shorten(axisText(axis, tick), 12)}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}

type PathsProps = { runs: Parallel["runs"]; xs: readonly number[]; height: number };
const Paths = memo(function Paths({ runs, xs, height }: PathsProps) {
  const paths = useMemo(
    () => runs.map(({ places }) => parallelPath(places, xs, plotEdges(height))),
    [runs, xs, height],
  );
  const full = runs.length > 200 ? 0.5 : 0.85;
  return (
    <g fill="none" strokeWidth={1.5}>
      {runs.map(({ id, shade, inside }, i) => (
        <path
          key={id}
          d={paths[i]}
          data-series={id}
          strokeOpacity={inside ? full : 0.08}
          style={{ stroke: shade === null ? "var(--muted)" : scaleColor(shade) }}
        />
      ))}
    </g>
  );
});
