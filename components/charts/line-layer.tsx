"use client";
import { memo, useId, useMemo } from "react";
import { EndLabels } from "@/components/charts/end-labels";
import { Marks } from "@/components/charts/marks";
import { usePlot } from "@/components/charts/use-plot";
import { bandPath, dotPath, linePath, spikePath, tenths } from "@/lib/core/charts/paths";
import type { Lines } from "@/lib/core/charts/prepare-lines";
import type { SeriesLook } from "@/lib/core/charts/series-colors";

type Props = {
  lines: Lines;
  looks: ReadonlyMap<string, SeriesLook>;
  names: ReadonlyMap<string, string>;
  band: boolean;
  hidden: ReadonlySet<string>;
  raised: string | null;
  labels: boolean;
};

/**
 * The lines inside a Recharts chart, one path a run: bands behind, lines in front, the raised run last. Recharts' own
 * lines build an object a point, which is what makes 50 runs slow.
 */
export const LineLayer = memo(function LineLayer({
  lines,
  looks,
  names,
  band,
  hidden,
  raised,
  labels,
}: Props) {
  const clip = useId();
  const plot = usePlot(lines);
  const paths = useMemo(
    () =>
      plot === null
        ? []
        : lines.lines.map((line) => {
            const d = linePath(line, plot.x, plot.y);
            return {
              runId: line.runId,
              d,
              dots: dotPath(d),
              area: band && !line.exact ? bandPath(line, plot.x, plot.y) : "",
              spikes: band ? spikePath(line, plot.x, plot.y) : "",
            };
          }),
    [lines, band, plot],
  );
  if (plot === null) return null;
  const shown = paths.filter(({ runId }) => !hidden.has(runId));
  const faint = (runId: string) => raised !== null && raised !== runId;
  const last =
    raised === null ? shown : shown.toSorted((a, b) => Number(faint(b.runId)) - Number(faint(a.runId)));
  const seen = lines.lines.filter(({ runId }) => !hidden.has(runId));
  return (
    <g>
      <clipPath id={clip}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <g transform={`scale(${1 / tenths})`} fill="none" strokeWidth={1.5 * tenths} strokeLinejoin="round">
          {last.map(({ runId, area, spikes }) => {
            const color = looks.get(runId)?.color;
            return (
              <g key={runId} opacity={faint(runId) ? 0.3 : 1}>
                {area !== "" && <path d={area} fill={color} fillOpacity={shown.length > 8 ? 0.1 : 0.16} />}
                {spikes !== "" && <path d={spikes} stroke={color} strokeWidth={tenths} />}
              </g>
            );
          })}
          {last.map(({ runId, d }) => (
            <path
              key={runId}
              d={d}
              stroke={looks.get(runId)?.color}
              strokeDasharray={tenfold(looks.get(runId)?.dash)}
              strokeOpacity={faint(runId) ? 0.25 : 1}
              {...(runId === raised ? { strokeWidth: 2.5 * tenths } : {})}
            />
          ))}
          {last.map(
            ({ runId, dots }) =>
              dots !== "" && (
                <path
                  key={runId}
                  d={dots}
                  stroke={looks.get(runId)?.color}
                  strokeLinecap="round"
                  strokeWidth={6 * tenths}
                  strokeOpacity={faint(runId) ? 0.25 : 1}
                />
              ),
          )}
        </g>
      </g>
      <Marks lines={seen} looks={looks} plot={plot} />
      {labels && <EndLabels lines={seen} looks={looks} names={names} plot={plot} raised={raised} />}
    </g>
  );
});

/** A dash pattern in tenths of a pixel. */
export const tenfold = (dash: string | undefined) =>
  dash
    ?.split(" ")
    .map((length) => Number(length) * tenths)
    .join(" ");
