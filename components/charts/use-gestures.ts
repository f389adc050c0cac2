"use client";
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useCrosshair } from "@/components/charts/crosshair";
import type { Plot } from "@/components/charts/use-plot";
import type { Lines } from "@/lib/core/charts/prepare-lines";
import { type Range, toPixel, toValue } from "@/lib/core/charts/scale";
import { clampZoom, snapRange, zoomAround } from "@/lib/core/charts/zoom";
import type { XAxis } from "@/lib/core/tracking/metrics/series";

type Options = {
  id: string;
  box: RefObject<HTMLElement | null>;
  lines: Lines;
  xAxis: XAxis;
  plot: Plot;
  onZoom: (range: Range | null) => void;
};
/** A drag shorter than this is a click. */
const leastDrag = 6;

/** Pointer and keys of a line chart: the crosshair follows, a drag or + − zooms, 0 or a double click shows everything. */
export function useGestures({ id, box, lines, xAxis, plot, onZoom }: Options) {
  const crosshair = useCrosshair();
  const [drag, setDrag] = useState<Range | null>(null);
  const [from, to] = lines.x;
  // The widest range seen of this axis is everything, as far as this chart knows: zooming out stops there.
  const widest = useRef({ axis: xAxis, range: lines.x });
  useEffect(() => {
    const { axis, range } = widest.current;
    const [first, last] = axis === xAxis ? range : [from, to];
    widest.current = { axis: xAxis, range: [Math.min(first, from), Math.max(last, to)] };
  }, [xAxis, from, to]);

  const zoom = (range: Range) => {
    const next = clampZoom(range, widest.current.range);
    onZoom(next && snapRange(next));
  };

  function placeOf(event: PointerEvent): { x: number; y: number } | null {
    const area = box.current?.getBoundingClientRect();
    if (!area) return null;
    const [across, down] = [event.clientX - area.left, event.clientY - area.top];
    if (across < plot.left || across > plot.right) return null;
    return { x: toValue(plot.x, across), y: toValue(plot.y, down) };
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const at = crosshair.get()?.x ?? (from + to) / 2;
    const step = (to - from) / (event.shiftKey ? 10 : 50);
    const go = (x: number) => crosshair.set({ x: Math.min(to, Math.max(from, x)), y: null, owner: id });
    const nearer = () => zoom(zoomAround(lines.x, at, 0.5));
    const acts = new Map<string, () => void>([
      ["+", nearer],
      ["=", nearer],
      ["-", () => zoom(zoomAround(lines.x, at, 2))],
      ["0", () => onZoom(null)],
      ["ArrowLeft", () => go(at - step)],
      ["ArrowRight", () => go(at + step)],
      ["Home", () => go(from)],
      ["End", () => go(to)],
      ["Escape", () => crosshair.set(null)],
    ]);
    const act = acts.get(event.key);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return {
    drag,
    handlers: {
      onKeyDown,
      onPointerDown(event: PointerEvent<HTMLElement>) {
        const place = placeOf(event);
        if (!place || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag([place.x, place.x]);
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const place = placeOf(event);
        crosshair.set(place && { ...place, owner: id });
        if (drag && place) setDrag([drag[0], place.x]);
      },
      onPointerUp() {
        if (drag && Math.abs(toPixel(plot.x, drag[1]) - toPixel(plot.x, drag[0])) >= leastDrag)
          zoom([Math.min(...drag), Math.max(...drag)]);
        setDrag(null);
      },
      onPointerCancel: () => setDrag(null),
      onPointerLeave: () => crosshair.set(null),
      onDoubleClick: () => onZoom(null),
      onBlur: () => crosshair.set(null),
    },
  };
}
