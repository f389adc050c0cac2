"use client";
import type { Plot } from "@/components/charts/use-plot";
import { placeThresholds, type Threshold } from "@/lib/core/charts/overlays";

type Props = { thresholds: readonly Threshold[]; plot: Plot };

/** Values that the lines are held against: dashes across the plot, their words above the right end. */
export function ThresholdLayer({ thresholds, plot }: Props) {
  return placeThresholds(thresholds, plot.y, [plot.top, plot.bottom]).map(({ id, at, label, title }) => (
    <g key={id}>
      <title>{title}</title>
      <line x1={plot.left} x2={plot.right} y1={at} y2={at} stroke="var(--warning)" strokeDasharray="6 3" />
      <text
        x={plot.right - 4}
        y={at - 4}
        fontSize={11}
        textAnchor="end"
        fill="var(--text)"
        stroke="var(--canvas)"
        strokeWidth={4}
        paintOrder="stroke"
      >
        {label}
      </text>
    </g>
  ));
}
