"use client";
import { memo } from "react";
import { Faint, useRaised } from "@/components/charts/raised";
import type { ScatterPoint } from "@/lib/core/charts/prepare-scatter";
import { type SeriesLook, seriesLook } from "@/lib/core/charts/series-colors";

type Props = {
  points: readonly ScatterPoint[];
  pixels: readonly (readonly [x: number, y: number])[];
  looks: ReadonlyMap<string, SeriesLook>;
  active: number;
};
/** Beyond this many, dots of one colour are one path: an element each is what makes scatter charts slow. */
const mostCircles = 500;

/** The dots, full for a series with a solid line and hollow for one with dashes; the raised and the active one larger. */
export function ScatterDots({ points, pixels, looks, active }: Props) {
  return (
    <g>
      <Faint to={0.25}>
        {points.length > mostCircles ? (
          <Clouds points={points} pixels={pixels} looks={looks} />
        ) : (
          <Dots points={points} pixels={pixels} looks={looks} />
        )}
      </Faint>
      <Lifted points={points} pixels={pixels} looks={looks} active={active} />
    </g>
  );
}

function Lifted({ points, pixels, looks, active }: Props) {
  const raised = useRaised();
  return points.map(
    ({ id }, index) =>
      (index === active || id === raised) && (
        <Dot key={id} at={pixels[index]} look={looks.get(id)} radius={7} />
      ),
  );
}

type DotsProps = Omit<Props, "active">;
const Dots = memo(function Dots({ points, pixels, looks }: DotsProps) {
  return points.map(({ id }, index) => <Dot key={id} at={pixels[index]} look={looks.get(id)} radius={4.5} />);
});

type DotProps = {
  at: readonly [number, number] | undefined;
  look: SeriesLook | undefined;
  radius: number;
};
function Dot({ at, look = seriesLook(0), radius }: DotProps) {
  if (!at) return null;
  return (
    <circle
      cx={at[0]}
      cy={at[1]}
      r={look.dash ? radius - 0.5 : radius}
      fill={look.dash ? "var(--canvas)" : look.color}
      stroke={look.dash ? look.color : "var(--canvas)"}
      strokeWidth={look.dash ? 2 : 1}
    />
  );
}

const Clouds = memo(function Clouds({ points, pixels, looks }: DotsProps) {
  const paths = new Map<string, string>();
  points.forEach(({ id }, index) => {
    const color = (looks.get(id) ?? seriesLook(0)).color;
    const [x, y] = pixels[index] ?? [0, 0];
    paths.set(color, `${paths.get(color) ?? ""}M${Math.round(x)} ${Math.round(y)}h0`);
  });
  return (
    <g fill="none" strokeWidth={7} strokeLinecap="round" strokeOpacity={0.7}>
      {[...paths].map(([color, d]) => (
        <path key={color} d={d} stroke={color} />
      ))}
    </g>
  );
});
