"use client";
import { useMemo } from "react";
import { usePlotArea } from "recharts";
import { type Scale, scaleOver } from "@/lib/core/charts/paths";
import type { Lines } from "@/lib/core/charts/prepare-lines";

export type Plot = { x: Scale; y: Scale; left: number; right: number; top: number; bottom: number };
type Edges = Pick<Plot, "left" | "right" | "top" | "bottom">;

/** Data to pixels within a plot's edges. */
export const plotOf = (lines: Lines, { left, right, top, bottom }: Edges): Plot => ({
  left,
  right,
  top,
  bottom,
  x: scaleOver(lines.x, [left, right]),
  y: scaleOver(lines.y, [bottom, top], lines.log),
});

/** Data to pixels inside a Recharts chart; null until it has measured. */
export function usePlot(lines: Lines): Plot | null {
  const area = usePlotArea();
  const [left, top, width, height] = [area?.x, area?.y, area?.width, area?.height];
  return useMemo(() => {
    if (left === undefined || top === undefined || width === undefined || height === undefined) return null;
    return plotOf(lines, { left, top, right: left + width, bottom: top + height });
  }, [left, top, width, height, lines]);
}
