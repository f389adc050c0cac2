"use client";
import { createContext, useContext } from "react";
import { makeShared, type Shared, useShared } from "@/components/charts/shared-value";

/** A place on the x axis; `y` is the pointer's height in the chart that `owner` names, null when a key moved it. */
export type CrosshairAt = { x: number; y: number | null; owner: string };

/** Where the pointer is on the x axis, shared by the charts of a page that have the same axis. */
export const makeCrosshair = (): Shared<CrosshairAt> =>
  makeShared((a, b) => a?.x === b?.x && a?.y === b?.y && a?.owner === b?.owner);

export const CrosshairContext = createContext(makeCrosshair());
export const useCrosshair = () => useContext(CrosshairContext);

/** The shared position; the component draws again when it moves, and nothing else does. */
export const useCrosshairAt = (): CrosshairAt | null => useShared(useCrosshair());
