"use client";
import { Faint } from "@/components/charts/raised";
import type { Plot } from "@/components/charts/use-plot";
import { type EndLabel, endOf, shorten, spread } from "@/lib/core/charts/labels";
import type { Line } from "@/lib/core/charts/prepare-lines";
import { toPixel } from "@/lib/core/charts/scale";
import type { SeriesLook } from "@/lib/core/charts/series-colors";

type Props = {
  lines: readonly Line[];
  looks: ReadonlyMap<string, SeriesLook>;
  names: ReadonlyMap<string, string>;
  plot: Plot;
};
const gap = 13;

/** Each line's name at its end, in its colour's key beside text that can be read. */
export function EndLabels({ lines, looks, names, plot }: Props) {
  const labels = lines.flatMap(({ id, x, y }): EndLabel[] => {
    const end = endOf(x, y);
    return end ? [{ id, text: shorten(names.get(id) ?? id), y: toPixel(plot.y, end.y) }] : [];
  });
  return spread(labels, [plot.top + 4, plot.bottom - 4], gap).map(({ id, text, y }) => (
    <Faint key={id} id={id} to={0.4}>
      <line
        x1={plot.right + 4}
        x2={plot.right + 16}
        y1={y}
        y2={y}
        stroke={looks.get(id)?.color}
        strokeDasharray={looks.get(id)?.dash}
        strokeWidth={2}
      />
      <text x={plot.right + 20} y={y + 4} fontSize={11} fill="var(--text)">
        {text}
        <title>{names.get(id) ?? id}</title>
      </text>
    </Faint>
  ));
}
