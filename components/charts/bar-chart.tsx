"use client";
import { useRef } from "react";
import { Faint } from "@/components/charts/raised";
import { useWidth } from "@/components/charts/use-width";
import { shorten } from "@/lib/core/charts/labels";
import type { Bars } from "@/lib/core/charts/prepare-bars";
import { scaleOver, toPixel } from "@/lib/core/charts/scale";
import type { SeriesLook } from "@/lib/core/charts/series-colors";
import { axisNumber } from "@/lib/core/charts/ticks";

type Props = {
  label: string;
  bars: Bars;
  looks: ReadonlyMap<string, SeriesLook>;
  height: number;
};
const row = 24;
const valueWidth = 64;
const axisHeight = 20;
const characterWidth = 6;

/** Horizontal bars from zero: names are read without turning the head. */
export function BarChart({ label, bars: { bars, range, ticks, summary }, looks, height }: Props) {
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box);
  const longest = Math.max(0, ...bars.map(({ name }) => name.length));
  const nameWidth = Math.min(longest * characterWidth + 12, Math.floor(width * 0.34), 220);
  const scale = scaleOver(range, [nameWidth, width - valueWidth]);
  const zero = toPixel(scale, 0);
  const tall = bars.length * row + axisHeight;
  return (
    <section
      ref={box}
      aria-label={`${label}. ${summary}`}
      {...{ tabIndex: 0 }}
      style={{ height }}
      className="overflow-x-hidden overflow-y-auto contain-inline-size"
    >
      {width > 0 && (
        <svg data-chart width={width} height={tall} role="img" aria-label={`${label}. ${summary}`}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                x1={toPixel(scale, tick)}
                x2={toPixel(scale, tick)}
                y1={axisHeight}
                y2={tall}
                stroke={tick === 0 ? "var(--control)" : "var(--hairline)"}
              />
              <text x={toPixel(scale, tick)} y={12} fontSize={11} textAnchor="middle" fill="var(--muted)">
                {axisNumber(tick)}
              </text>
            </g>
          ))}
          {bars.map(({ id, name, value }, index) => {
            const at = toPixel(scale, value);
            const y = axisHeight + index * row;
            return (
              <Faint key={id} id={id} to={0.3}>
                <title>{`${name}: ${value}`}</title>
                <text x={0} y={y + 16} fontSize={11} fill="var(--text)">
                  {shorten(name, Math.max(4, Math.floor((nameWidth - 8) / characterWidth)))}
                </text>
                <rect
                  x={Math.min(zero, at)}
                  y={y + 5}
                  width={Math.max(1, Math.abs(at - zero))}
                  height={row - 10}
                  fill={looks.get(id)?.color}
                />
                <text
                  x={Math.max(zero, at) + 6}
                  y={y + 16}
                  fontSize={11}
                  fill="var(--text)"
                  className="tabular-nums"
                >
                  {axisNumber(value)}
                </text>
              </Faint>
            );
          })}
        </svg>
      )}
    </section>
  );
}
