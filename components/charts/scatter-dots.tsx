"use client";
import { memo } from "react";
import type { ScatterPoint } from "@/lib/core/charts/prepare-scatter";
import { type SeriesLook, seriesLook } from "@/lib/core/charts/series-colors";

type Props = {
  points: readonly ScatterPoint[];
  pixels: readonly (readonly [x: number, y: number])[];
  looks: ReadonlyMap<string, SeriesLook>;
  raised: string | null;
  active: number;
};
/** Beyond this many, dots of one colour are one path: an element each is what makes scatter charts slow. */
const mostCircles = 500;

/** The dots, full for a run with a solid line and hollow for one with dashes; the raised and the active one larger. */
export function ScatterDots({ points, pixels, looks, raised, active }: Props) {
  const lifted = points.flatMap(({ runId }, index) => (index === active || runId === raised ? [index] : []));
  return (
    <g>
      {points.length > mostCircles ? (
        <Clouds points={points} pixels={pixels} looks={looks} faint={raised !== null} />
      ) : (
        points.map(({ runId }, index) => (
          <Dot
            key={runId}
            at={pixels[index]}
            look={looks.get(runId)}
            radius={4.5}
            faint={raised !== null && raised !== runId}
          />
        ))
      )}
      {lifted.map((index) => (
        <Dot
          key={index}
          at={pixels[index]}
          look={looks.get(points[index]?.runId ?? "")}
          radius={7}
          faint={false}
        />
      ))}
    </g>
  );
}

type DotProps = {
  at: readonly [number, number] | undefined;
  look: SeriesLook | undefined;
  radius: number;
  faint: boolean;
};
function Dot({ at, look = seriesLook(0), radius, faint }: DotProps) {
  if (!at) return null;
  return (
    <circle
      cx={at[0]}
      cy={at[1]}
      r={look.dash ? radius - 0.5 : radius}
      fill={look.dash ? "var(--canvas)" : look.color}
      stroke={look.dash ? look.color : "var(--canvas)"}
      strokeWidth={look.dash ? 2 : 1}
      opacity={faint ? 0.25 : 1}
    />
  );
}

type CloudProps = Pick<Props, "points" | "pixels" | "looks"> & { faint: boolean };
const Clouds = memo(function Clouds({ points, pixels, looks, faint }: CloudProps) {
  const paths = new Map<string, string>();
  points.forEach(({ runId }, index) => {
    const color = (looks.get(runId) ?? seriesLook(0)).color;
    const [x, y] = pixels[index] ?? [0, 0];
    paths.set(color, `${paths.get(color) ?? ""}M${Math.round(x)} ${Math.round(y)}h0`);
  });
  return (
    <g fill="none" strokeWidth={7} strokeLinecap="round" strokeOpacity={faint ? 0.2 : 0.7}>
      {[...paths].map(([color, d]) => (
        <path key={color} d={d} stroke={color} />
      ))}
    </g>
  );
});
