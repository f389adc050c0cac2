"use client";
import { type PointerEvent, useState } from "react";
import { plotEdges } from "@/components/charts/parallel-layout";
import { NativeInput } from "@/components/ui/native-input";
import { place, unplace } from "@/lib/core/charts/axis";
import { type Brushes, brushText, moveBrush, setBrush } from "@/lib/core/charts/brushes";
import type { ParallelAxis } from "@/lib/core/charts/prepare-parallel";

type Props = {
  axis: ParallelAxis;
  height: number;
  brushes: Brushes;
  onBrushes: (brushes: Brushes) => void;
};
const thumb = 24;
const names = ["Lowest", "Highest"] as const;
// The track is ours; a thumb is 24 px to hit and a bar of 4 px to see.
const track =
  "pointer-events-none absolute inset-0 m-0 h-full w-full appearance-none bg-transparent [&::-webkit-slider-runnable-track]:bg-transparent [&::-moz-range-track]:bg-transparent";
const thumbLook =
  "[&::-webkit-slider-thumb]:pointer-events-auto [&::-webkit-slider-thumb]:size-6 [&::-webkit-slider-thumb]:cursor-ns-resize [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-sm [&::-webkit-slider-thumb]:border-x-[10px] [&::-webkit-slider-thumb]:border-transparent [&::-webkit-slider-thumb]:bg-accent [&::-webkit-slider-thumb]:bg-clip-padding [&::-moz-range-thumb]:pointer-events-auto [&::-moz-range-thumb]:size-6 [&::-moz-range-thumb]:cursor-ns-resize [&::-moz-range-thumb]:rounded-sm [&::-moz-range-thumb]:border-x-[10px] [&::-moz-range-thumb]:border-transparent [&::-moz-range-thumb]:bg-accent [&::-moz-range-thumb]:bg-clip-padding";

/** The kept stretch of an axis: drag along the axis, or move its two ends by pointer or arrow keys. */
export function BrushSlider({ axis, height, brushes, onBrushes }: Props) {
  const [top, bottom] = plotEdges(height);
  const [start, setStart] = useState<number | null>(null);
  const brush = brushes[axis.id];
  const [low, high] = (brush ?? axis.range).map((value) => place(axis, value) ?? 0);
  const [from, to] = [low ?? 0, high ?? 1];
  const step = axis.scale === "category" ? 1 / Math.max(1, axis.categories.length) : 0.01;

  const shareAt = (event: PointerEvent<HTMLElement>) => {
    const area = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (area.bottom - event.clientY) / area.height));
  };
  return (
    <>
      <div
        style={{ top, height: bottom - top }}
        className="absolute left-3.5 w-6 cursor-crosshair touch-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setStart(shareAt(event));
        }}
        onPointerMove={(event) => {
          if (start === null) return;
          const at = shareAt(event);
          if (Math.abs(at - start) < 0.02) return;
          const range = [Math.min(start, at), Math.max(start, at)] as const;
          onBrushes(setBrush(brushes, axis, [unplace(axis, range[0]), unplace(axis, range[1])]));
        }}
        onPointerUp={() => setStart(null)}
        onPointerCancel={() => setStart(null)}
      >
        {brush && (
          <div
            style={{ bottom: `${from * 100}%`, height: `${(to - from) * 100}%` }}
            className="absolute inset-x-1.5 bg-accent/20"
          />
        )}
      </div>
      <div
        style={{ top: top - thumb / 2, height: bottom - top + thumb }}
        className="pointer-events-none absolute left-3.5 w-6"
      >
        {names.map((name, end) => (
          <NativeInput
            key={name}
            type="range"
            min={0}
            max={1}
            step={step}
            value={end === 0 ? from : to}
            aria-label={`${name} ${axis.label} to keep`}
            aria-valuetext={brushText(axis, unplace(axis, end === 0 ? from : to))}
            style={{ writingMode: "vertical-lr", direction: "rtl", zIndex: end === 0 && from > 0.5 ? 2 : 1 }}
            className={`${track} ${thumbLook}`}
            onChange={(event) =>
              onBrushes(moveBrush(brushes, axis, end === 0 ? 0 : 1, Number(event.target.value)))
            }
          />
        ))}
      </div>
    </>
  );
}
