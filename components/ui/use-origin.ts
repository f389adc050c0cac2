"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Where this Slipway is reached, as the browser sees it; the default address until the page is alive. */
export const useOrigin = (): string =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "http://127.0.0.1:3000",
  );
