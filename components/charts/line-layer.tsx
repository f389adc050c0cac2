"use client";
import { memo, useId, useMemo } from "react";
import { EndLabels } from "@/components/charts/end-labels";
import { type LinePaths, LineStrokes } from "@/components/charts/line-strokes";
import { Marks } from "@/components/charts/marks";
import { Faint, useRaised } from "@/components/charts/raised";
import type { Plot } from "@/components/charts/use-plot";
import { bandPath, dotPath, linePath, spikePath, tenths } from "@/lib/core/charts/paths";
import type { Lines } from "@/lib/core/charts/prepare-lines";
import type { SeriesLook } from "@/lib/core/charts/series-colors";

type Props = {
  lines: Lines;
  looks: ReadonlyMap<string, SeriesLook>;
  names: ReadonlyMap<string, string>;
  band: boolean;
  hidden: ReadonlySet<string>;
  labels: boolean;
  plot: Plot;
};

/**
 * The lines inside a Recharts chart, one path a series: bands behind, lines in front, the raised one over all. Recharts'
 * own lines build an object a point, which is what makes 50 lines slow.
 */
export const LineLayer = memo(function LineLayer({ lines, looks, names, band, hidden, labels, plot }: Props) {
  const clip = useId();
  const paths = useMemo(
    () =>
      lines.lines.map((line): LinePaths => {
        const d = linePath(line, plot.x, plot.y);
        return {
          id: line.id,
          d,
          dots: dotPath(d),
          area: band && line.banded ? bandPath(line, plot.x, plot.y) : "",
          spikes: band ? spikePath(line, plot.x, plot.y) : "",
        };
      }),
    [lines, band, plot],
  );
  const shown = paths.filter(({ id }) => !hidden.has(id));
  const seen = lines.lines.filter(({ id }) => !hidden.has(id));
  return (
    <g>
      <clipPath id={clip}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <g transform={`scale(${1 / tenths})`} fill="none" strokeWidth={1.5 * tenths} strokeLinejoin="round">
          <Faint to={0.25}>
            <LineStrokes paths={shown} looks={looks} shade={shown.length > 8 ? 0.1 : 0.16} />
          </Faint>
          <Lifted paths={shown} looks={looks} />
        </g>
      </g>
      <Marks lines={seen} looks={looks} plot={plot} />
      {labels && <EndLabels lines={seen} looks={looks} names={names} plot={plot} />}
    </g>
  );
});

/** The raised series once more, over the others and thicker. */
function Lifted({ paths, looks }: { paths: readonly LinePaths[]; looks: Props["looks"] }) {
  const raised = useRaised();
  const lifted = paths.filter(({ id }) => id === raised);
  return (
    <g strokeWidth={2.5 * tenths}>
      <LineStrokes paths={lifted} looks={looks} shade={0.16} />
    </g>
  );
}
