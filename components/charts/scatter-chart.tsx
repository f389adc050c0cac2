"use client";
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts";
import { ScatterDots } from "@/components/charts/scatter-dots";
import { useWidth } from "@/components/charts/use-width";
import { axisText, axisTitle, scaleOfAxis } from "@/lib/core/charts/axis";
import { shorten } from "@/lib/core/charts/labels";
import { nearestPoint, type Scatter } from "@/lib/core/charts/prepare-scatter";
import { toPixel } from "@/lib/core/charts/scale";
import type { SeriesLook } from "@/lib/core/charts/series-colors";

type Props = {
  label: string;
  scatter: Scatter;
  looks: ReadonlyMap<string, SeriesLook>;
  names: ReadonlyMap<string, string>;
  height: number;
};
const tick = { fill: "var(--muted)", fontSize: 11 };
const [axisWidth, axisHeight] = [60, 36];
const margin = { top: 20, right: 12, bottom: 0, left: 0 };
const reach = 24;

/** A dot a run; the pointer or the arrow keys read the nearest one. */
export function ScatterChart({ label, scatter, looks, names, height }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [active, setActive] = useState(-1);
  const { points, x, y } = scatter;
  const pixels = useMemo(() => {
    const across = scaleOfAxis(x, [axisWidth, width - margin.right]);
    const up = scaleOfAxis(y, [height - axisHeight, margin.top]);
    return points.map((point) => [toPixel(across, point.x), toPixel(up, point.y)] as const);
  }, [points, x, y, width, height]);
  const order = useMemo(
    () => points.map((_, index) => index).sort((a, b) => (points[a]?.x ?? 0) - (points[b]?.x ?? 0)),
    [points],
  );

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const area = event.currentTarget.getBoundingClientRect();
    setActive(nearestPoint(pixels, [event.clientX - area.left, event.clientY - area.top], reach));
  }
  function onKeyDown(event: KeyboardEvent) {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (event.key === "Escape") setActive(-1);
    if (by === 0) return;
    event.preventDefault();
    const at = order.indexOf(active) + by;
    setActive(order[Math.min(order.length - 1, Math.max(0, at))] ?? -1);
  }
  const point = points[active];
  const [atX, atY] = pixels[active] ?? [0, 0];
  return (
    <div
      ref={box}
      role="application"
      aria-roledescription="scatter chart"
      aria-label={`${label}. Left and right arrow keys read the dots.`}
      {...{ tabIndex: 0 }}
      style={{ height }}
      className="relative contain-inline-size"
      onPointerMove={onPointerMove}
      onPointerLeave={() => setActive(-1)}
      onBlur={() => setActive(-1)}
      onKeyDown={onKeyDown}
    >
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          data={[{ x: x.range[0] }, { x: x.range[1] }]}
          margin={margin}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--hairline)" />
          <XAxis
            dataKey="x"
            type="number"
            scale={x.scale === "log" ? "log" : "linear"}
            domain={x.range}
            ticks={[...x.ticks]}
            tickFormatter={(value: number) => shorten(axisText(x, value), 12)}
            allowDataOverflow
            tick={tick}
            tickLine={false}
            stroke="var(--hairline)"
            height={axisHeight}
            label={{ value: axisTitle(x), position: "insideBottom", offset: 2, ...tick }}
          />
          <YAxis
            type="number"
            scale={y.scale === "log" ? "log" : "linear"}
            domain={y.range}
            ticks={[...y.ticks]}
            tickFormatter={(value: number) => shorten(axisText(y, value), 9)}
            allowDataOverflow
            tick={tick}
            tickLine={false}
            axisLine={false}
            width={axisWidth}
          />
          <text x={axisWidth} y={10} fontSize={11} fill="var(--muted)">
            {axisTitle(y)}
          </text>
          <ScatterDots points={points} pixels={pixels} looks={looks} active={active} />
        </ComposedChart>
      )}
      {point && (
        <div
          style={{
            top: Math.max(0, atY - 12),
            ...(atX > width / 2 ? { right: width - atX + 12 } : { left: atX + 12 }),
          }}
          className="pointer-events-none absolute z-10 max-w-72 rounded-md bg-surface px-2 py-1.5 text-xs shadow-float"
        >
          <p className="truncate font-medium">{names.get(point.id) ?? point.id}</p>
          <p className="tabular-nums">
            {x.label} {axisText(x, point.x)}, {y.label} {axisText(y, point.y)}
          </p>
        </div>
      )}
      <p role="status" className="sr-only">
        {point &&
          `${names.get(point.id) ?? point.id}: ${x.label} ${axisText(x, point.x)}, ${y.label} ${axisText(y, point.y)}`}
      </p>
    </div>
  );
}
