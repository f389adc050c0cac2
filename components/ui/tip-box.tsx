"use client";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "@/components/ui/kbd";

export type TipSide = "top" | "bottom" | "left" | "right";
type Size = { width: number; height: number };
type Rect = Pick<DOMRect, "top" | "left" | "right" | "bottom" | "width" | "height">;

const gap = 6;
const edge = 4;

/** Where a tip of `size` goes at `at`, in px of the window: on its side, else the opposite one, kept inside the window. */
export function place(at: Rect, size: Size, side: TipSide, window: Size): { left: number; top: number } {
  const fits = {
    top: at.top - gap - size.height >= edge,
    bottom: at.bottom + gap + size.height <= window.height - edge,
    left: at.left - gap - size.width >= edge,
    right: at.right + gap + size.width <= window.width - edge,
  };
  const opposite = { top: "bottom", bottom: "top", left: "right", right: "left" } as const;
  const on = fits[side] || !fits[opposite[side]] ? side : opposite[side];
  const middle = {
    left: at.left + (at.width - size.width) / 2,
    top: at.top + (at.height - size.height) / 2,
  };
  const raw = {
    top: { left: middle.left, top: at.top - gap - size.height },
    bottom: { left: middle.left, top: at.bottom + gap },
    left: { left: at.left - gap - size.width, top: middle.top },
    right: { left: at.right + gap, top: middle.top },
  }[on];
  const inside = (value: number, room: number) => Math.max(edge, Math.min(value, room - edge));
  return {
    left: inside(raw.left, window.width - size.width),
    top: inside(raw.top, window.height - size.height),
  };
}

export function TipBox({
  anchor,
  side,
  text,
  keys,
  onEnter,
  onLeave,
}: {
  anchor: Element;
  side: TipSide;
  text: ReactNode;
  keys?: string;
  onEnter: () => void;
  onLeave: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tip = box.current;
    if (tip === null) return;
    const size = { width: tip.offsetWidth, height: tip.offsetHeight };
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const at = place(anchor.getBoundingClientRect(), size, side, view);
    tip.style.left = `${at.left}px`;
    tip.style.top = `${at.top}px`;
  }, [anchor, side]);
  return createPortal(
    <div
      ref={box}
      role="tooltip"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      className="fixed top-0 left-0 z-60 flex max-w-80 items-center gap-2 rounded-md bg-text px-2 py-1 text-xs text-canvas"
    >
      {text}
      {keys !== undefined && <Kbd keys={keys} inverse />}
    </div>,
    document.body,
  );
}
