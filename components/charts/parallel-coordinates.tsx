"use client";
import { useMemo, useRef, useState } from "react";
import { ParallelAxes } from "@/components/charts/parallel-axes";
import { ParallelLines } from "@/components/charts/parallel-lines";
import { useWidth } from "@/components/charts/use-width";
import { Button } from "@/components/ui/button";
import { type Brushes, withBrushes } from "@/lib/core/charts/brushes";
import { scaleColor } from "@/lib/core/charts/color-scale";
import type { Parallel } from "@/lib/core/charts/prepare-parallel";
import { axisNumber } from "@/lib/core/charts/ticks";

type Props = {
  parallel: Parallel;
  names: ReadonlyMap<string, string>;
  height: number;
  onAxes: (ids: string[]) => void;
  /** Given, the page holds the brushes; else the chart does. */
  brushes?: Brushes;
  onBrushes?: (brushes: Brushes) => void;
};
const narrowest = 104;
const footHeight = 28;

/** Runs as lines across axes. Axes move by buttons; on each a drag or two sliders keep the runs between them. */
export function ParallelCoordinates(props: Props) {
  const { parallel, names, height, onAxes } = props;
  const box = useRef<HTMLDivElement>(null);
  const room = useWidth(box);
  const [own, setOwn] = useState<Brushes>({});
  const [hovered, setHovered] = useState<string | null>(null);
  const brushes = props.brushes ?? own;
  const setBrushes = props.onBrushes ?? setOwn;
  const brushed = useMemo(() => withBrushes(parallel, brushes), [parallel, brushes]);
  const { axes, runs, color } = parallel;
  const width = Math.max(room, axes.length * narrowest);
  const tall = height - footHeight;
  const xs = useMemo(
    () => axes.map((_, index) => Math.round(((index + 0.5) / axes.length) * width)),
    [axes, width],
  );
  const chosen = brushed.inside < runs.length;
  return (
    <div>
      <section
        ref={box}
        aria-label="Axes and lines"
        style={{ height: tall }}
        className="overflow-x-auto overflow-y-hidden contain-inline-size"
      >
        {room > 0 && (
          <div className="relative" style={{ width, height: tall }}>
            <ParallelLines
              parallel={brushed}
              names={names}
              hovered={hovered}
              xs={xs}
              size={[width, tall]}
              onHover={setHovered}
            />
            <ParallelAxes
              axes={axes}
              xs={xs}
              height={tall}
              brushes={brushes}
              onBrushes={setBrushes}
              onAxes={onAxes}
            />
          </div>
        )}
      </section>
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
        {color && (
          <span className="flex items-center gap-2 tabular-nums">
            {color.label} {axisNumber(color.range[0])}
            <svg width="96" height="8" aria-hidden="true">
              {Array.from({ length: 24 }, (_, i) => (
                <rect
                  key={scaleColor(i / 23)}
                  x={i * 4}
                  width="4"
                  height="8"
                  style={{ fill: scaleColor(i / 23) }}
                />
              ))}
            </svg>
            {axisNumber(color.range[1])}
          </span>
        )}
        <span role="status">{chosen ? brushed.summary : ""}</span>
        {Object.keys(brushes).length > 0 && (
          <Button size="xs" variant="quiet" onClick={() => setBrushes({})}>
            Show all runs
          </Button>
        )}
        <span className="truncate text-text">{hovered === null ? "" : (names.get(hovered) ?? hovered)}</span>
      </div>
    </div>
  );
}
