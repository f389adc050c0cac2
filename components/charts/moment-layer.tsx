"use client";
import type { Plot } from "@/components/charts/use-plot";
import { type Moment, placeMoments } from "@/lib/core/charts/overlays";

type Props = { moments: readonly Moment[]; plot: Plot };

/** What happened along the x axis: upright lines, their words at the foot of the plot. */
export function MomentLayer({ moments, plot }: Props) {
  return placeMoments(moments, plot.x, [plot.left, plot.right]).map(({ id, at, label, title }) => (
    <g key={id}>
      <title>{title}</title>
      <line x1={at} x2={at} y1={plot.top} y2={plot.bottom} stroke="var(--control)" strokeDasharray="2 3" />
      <text
        x={at + 4}
        y={plot.bottom - 4}
        fontSize={11}
        fill="var(--muted)"
        stroke="var(--canvas)"
        strokeWidth={4}
        paintOrder="stroke"
      >
        {label}
      </text>
    </g>
  ));
}
