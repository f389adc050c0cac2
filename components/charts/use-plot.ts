import type { Lines } from "@/lib/core/charts/prepare-lines";
import { type Scale, scaleOver } from "@/lib/core/charts/scale";

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
