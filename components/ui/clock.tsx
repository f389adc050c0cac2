"use client";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";

const ServerNow = createContext(0);
const listeners = new Set<() => void>();
const stepMs = 20_000;
let timer: ReturnType<typeof setInterval> | undefined;
let current = 0;

function subscribe(listener: () => void): () => void {
  current = Date.now();
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const tell of listeners) tell();
  }, stepMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Gives the server's time to the first picture, so that server and browser write the same words. */
export function Clock({ now, children }: { now: number; children: ReactNode }) {
  return <ServerNow value={now}>{children}</ServerNow>;
}

const snapshot = () => {
  if (current === 0) current = Date.now();
  return current;
};

/** Now, in epoch ms, moving every 20 s; one timer for the whole page. */
export function useNow(): number {
  const server = useContext(ServerNow);
  return useSyncExternalStore(subscribe, snapshot, () => server);
}
