"use client";
import { memo, useId, useMemo, useRef } from "react";
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts";
import { CrosshairLayer } from "@/components/charts/crosshair-layer";
import { LegendTable } from "@/components/charts/legend-table";
import { LineLayer } from "@/components/charts/line-layer";
import { MomentLayer } from "@/components/charts/moment-layer";
import { Readout } from "@/components/charts/readout";
import { ThresholdLayer } from "@/components/charts/threshold-layer";
import { useGestures } from "@/components/charts/use-gestures";
import { plotOf } from "@/components/charts/use-plot";
import { useWidth } from "@/components/charts/use-width";
import { useZone } from "@/components/ui/time";
import { labelsFit } from "@/lib/core/charts/labels";
import type { Moment, Threshold } from "@/lib/core/charts/overlays";
import type { Lines } from "@/lib/core/charts/prepare-lines";
import type { Range } from "@/lib/core/charts/scale";
import type { SeriesLook } from "@/lib/core/charts/series-colors";
import { axisNumber, lineAxes } from "@/lib/core/charts/ticks";
import type { XAxis as XAxisKind } from "@/lib/core/tracking/metrics/series";

type Props = {
  label: string;
  lines: Lines;
  xAxis: XAxisKind;
  looks: ReadonlyMap<string, SeriesLook>;
  names: ReadonlyMap<string, string>;
  band: boolean;
  hidden: ReadonlySet<string>;
  /** Values across the plot that the lines are held against. */
  thresholds?: readonly Threshold[];
  /** IANA; the viewer's where it is left out. */
  zone?: string;
  /** What happened along the x axis. */
  moments?: readonly Moment[];
  height: number;
  /** null: back to everything. */
  onZoom: (range: Range | null) => void;
};

const axisWidth = 52;
const axisHeight = 24;
const top = 16;
const labelWidth = 124;
const margins = {
  plain: { top, right: 12, bottom: 0, left: 0 },
  labelled: { top, right: labelWidth, bottom: 0, left: 0 },
};
const tick = { fill: "var(--muted)", fontSize: 11 };

/** Lines with their bands. Drag to zoom, double click to see everything; by keys + − ← → 0. */
export const LineChart = memo(function LineChart(props: Props) {
  const { label, lines, xAxis, looks, names, band, hidden, height, onZoom } = props;
  const viewer = useZone();
  const { thresholds = [], moments = [], zone = viewer } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const seen = useMemo(() => lines.lines.filter(({ id }) => !hidden.has(id)), [lines, hidden]);
  const labels = labelsFit(seen.length, width);
  const margin = labels ? margins.labelled : margins.plain;
  const plot = useMemo(
    () =>
      plotOf(lines, {
        left: axisWidth,
        right: Math.max(axisWidth + 1, width - margin.right),
        top,
        bottom: height - axisHeight,
      }),
    [lines, width, height, margin],
  );
  const { drag, handlers } = useGestures({ id, box, lines, xAxis, plot, onZoom });
  const axes = useMemo(
    () => lineAxes(lines, xAxis, [width, height], zone),
    [lines, xAxis, width, height, zone],
  );
  return (
    <div>
      <div
        ref={box}
        role="application"
        aria-roledescription="line chart"
        aria-label={`${label}. Arrow keys read values, plus and minus zoom, 0 shows everything.`}
        {...{ tabIndex: 0 }}
        style={{ height }}
        className="relative touch-pan-y select-none contain-inline-size"
        {...handlers}
      >
        {width > 0 && (
          <ComposedChart
            width={width}
            height={height}
            data={axes.data}
            margin={margin}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--hairline)" />
            <XAxis
              dataKey="x"
              type="number"
              domain={lines.x}
              ticks={axes.xTicks}
              tickFormatter={axes.xText}
              allowDataOverflow
              tick={tick}
              tickLine={false}
              stroke="var(--hairline)"
              height={axisHeight}
            />
            <YAxis
              type="number"
              scale={lines.log ? "log" : "linear"}
              domain={lines.y}
              ticks={axes.yTicks}
              tickFormatter={axisNumber}
              allowDataOverflow
              tick={tick}
              tickLine={false}
              axisLine={false}
              width={axisWidth}
              interval={0}
            />
            <LineLayer
              lines={lines}
              looks={looks}
              names={names}
              band={band}
              hidden={hidden}
              labels={labels}
              plot={plot}
            />
            <ThresholdLayer thresholds={thresholds} plot={plot} />
            <MomentLayer moments={moments} plot={plot} />
          </ComposedChart>
        )}
        <CrosshairLayer id={id} lines={lines} looks={looks} hidden={hidden} drag={drag} plot={plot} />
        <Readout
          id={id}
          lines={lines}
          looks={looks}
          names={names}
          hidden={hidden}
          xText={(x) => (xAxis === "step" ? `step ${axes.xText(x)}` : axes.xText(x))}
        />
      </div>
      {!labels && seen.length > 1 && <LegendTable lines={seen} looks={looks} names={names} />}
    </div>
  );
});
