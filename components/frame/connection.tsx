"use client";
import { useSyncExternalStore } from "react";
import { StatusDot } from "@/components/ui/status-dot";

export type Connection = "off" | "live" | "reconnecting";

let state: Connection = "off";
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Called by whoever holds the stream of live updates; "off" while a page has none. */
export function setConnection(next: Connection): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

function useConnection(): Connection {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => "off",
  );
}

/** Says in a word whether what stands on the page is still moving. */
export function ConnectionStatus({ short = false }: { short?: boolean }) {
  const connection = useConnection();
  if (connection === "off") return null;
  const live = connection === "live";
  return (
    <div
      role="status"
      title={live ? "Changes appear by themselves" : "The connection broke; trying again"}
      className="px-2 py-1 text-xs text-muted"
    >
      <StatusDot tone={live ? "good" : "warning"} shape={live ? "dot" : "ring"}>
        <span className={short ? "sr-only" : undefined}>{live ? "Live" : "Reconnecting"}</span>
      </StatusDot>
    </div>
  );
}
