"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { BrushSlider } from "@/components/charts/brush-slider";
import { headHeight } from "@/components/charts/parallel-layout";
import { IconButton } from "@/components/ui/button";
import { type Brushes, moveAxis } from "@/lib/core/charts/brushes";
import type { ParallelAxis } from "@/lib/core/charts/prepare-parallel";

type Props = {
  axes: readonly ParallelAxis[];
  xs: readonly number[];
  height: number;
  brushes: Brushes;
  onBrushes: (brushes: Brushes) => void;
  onAxes: (ids: string[]) => void;
};

/** What can be done with each axis, over the picture: two buttons that move it, two sliders and a drag that brush it. */
export function ParallelAxes({ axes, xs, height, brushes, onBrushes, onAxes }: Props) {
  const ids = axes.map(({ id }) => id);
  return axes.map((axis, index) => (
    <fieldset key={axis.id} style={{ left: (xs[index] ?? 0) - 26 }} className="absolute top-0 w-[52px]">
      <legend className="sr-only">{axis.title}</legend>
      <div style={{ top: headHeight - 26 }} className="absolute flex gap-1">
        <IconButton
          size="xs"
          label={`Move ${axis.label} left`}
          icon={<ChevronLeft />}
          disabled={index === 0}
          onClick={() => onAxes(moveAxis(ids, axis.id, -1))}
        />
        <IconButton
          size="xs"
          label={`Move ${axis.label} right`}
          icon={<ChevronRight />}
          disabled={index === axes.length - 1}
          onClick={() => onAxes(moveAxis(ids, axis.id, 1))}
        />
      </div>
      <BrushSlider axis={axis} height={height} brushes={brushes} onBrushes={onBrushes} />
    </fieldset>
  ));
}
