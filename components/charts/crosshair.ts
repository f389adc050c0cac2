"use client";
import { createContext, useContext, useSyncExternalStore } from "react";

/** A place on the x axis; `y` is the pointer's height in the chart that `owner` names, null when a key moved it. */
export type CrosshairAt = { x: number; y: number | null; owner: string };

/** Where the pointer is on the x axis, shared by the charts of a page that have the same axis. */
export type Crosshair = {
  get: () => CrosshairAt | null;
  set: (at: CrosshairAt | null) => void;
  subscribe: (listener: () => void) => () => void;
};

export function makeCrosshair(): Crosshair {
  let at: CrosshairAt | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => at,
    set(next) {
      if (next?.x === at?.x && next?.y === at?.y && next?.owner === at?.owner) return;
      at = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const CrosshairContext = createContext<Crosshair>(makeCrosshair());
export const useCrosshair = () => useContext(CrosshairContext);

/** The shared position; the component draws again when it moves, and nothing else does. */
export function useCrosshairAt(): CrosshairAt | null {
  const { subscribe, get } = useCrosshair();
  return useSyncExternalStore(subscribe, get, () => null);
}
