"use client";
import type { Plot } from "@/components/charts/use-plot";
import { type EndLabel, endOf, shorten, spread } from "@/lib/core/charts/labels";
import { toPixel } from "@/lib/core/charts/paths";
import type { Line } from "@/lib/core/charts/prepare-lines";
import type { SeriesLook } from "@/lib/core/charts/series-colors";

type Props = {
  lines: readonly Line[];
  looks: ReadonlyMap<string, SeriesLook>;
  names: ReadonlyMap<string, string>;
  plot: Plot;
  raised: string | null;
};
const gap = 13;

/** Each line's name at its end, in its colour's key beside text that can be read. */
export function EndLabels({ lines, looks, names, plot, raised }: Props) {
  const labels = lines.flatMap(({ runId, x, y }): EndLabel[] => {
    const end = endOf(x, y);
    return end ? [{ runId, text: shorten(names.get(runId) ?? runId), y: toPixel(plot.y, end.y) }] : [];
  });
  return spread(labels, [plot.top + 4, plot.bottom - 4], gap).map(({ runId, text, y }) => (
    <g key={runId} opacity={raised !== null && raised !== runId ? 0.4 : 1}>
      <line
        x1={plot.right + 4}
        x2={plot.right + 16}
        y1={y}
        y2={y}
        stroke={looks.get(runId)?.color}
        strokeDasharray={looks.get(runId)?.dash}
        strokeWidth={2}
      />
      <text x={plot.right + 20} y={y + 4} fontSize={11} fill="var(--text)">
        {text}
        <title>{names.get(runId) ?? runId}</title>
      </text>
    </g>
  ));
}
