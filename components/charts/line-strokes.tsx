"use client";
import { tenths } from "@/lib/core/charts/paths";
import type { SeriesLook } from "@/lib/core/charts/series-colors";

export type LinePaths = { id: string; d: string; dots: string; area: string; spikes: string };
type Props = {
  paths: readonly LinePaths[];
  looks: ReadonlyMap<string, SeriesLook>;
  /** Opacity of a band. */
  shade: number;
};

/** Bands and whiskers, then lines, then lone points, in whole tenths of a pixel. */
export function LineStrokes({ paths, looks, shade }: Props) {
  const color = (id: string) => looks.get(id)?.color;
  return (
    <>
      {paths.map(({ id, area, spikes }) => (
        <g key={id}>
          {area !== "" && <path d={area} fill={color(id)} fillOpacity={shade} stroke="none" />}
          {spikes !== "" && <path d={spikes} stroke={color(id)} strokeWidth={tenths} />}
        </g>
      ))}
      {paths.map(({ id, d }) => (
        <path key={id} d={d} stroke={color(id)} strokeDasharray={tenfold(looks.get(id)?.dash)} />
      ))}
      {paths.map(
        ({ id, dots }) =>
          dots !== "" && (
            <path key={id} d={dots} stroke={color(id)} strokeLinecap="round" strokeWidth={6 * tenths} />
          ),
      )}
    </>
  );
}

/** A dash pattern in tenths of a pixel. */
export const tenfold = (dash: string | undefined) =>
  dash
    ?.split(" ")
    .map((length) => Number(length) * tenths)
    .join(" ");
