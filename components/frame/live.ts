"use client";
import { useEffect, useRef } from "react";
import { setConnection } from "@/components/frame/connection";

/** What changed: ids only. `missed`: ask everything again. */
export type LiveEvent = { kind: string; subject: string };
type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;

function open(): void {
  if (source !== null || typeof EventSource === "undefined") return;
  source = new EventSource("/api/events");
  source.onopen = () => setConnection("live");
  source.onerror = () => setConnection("reconnecting");
  source.onmessage = ({ data }) => {
    const event = read(String(data));
    if (event) for (const listener of listeners) listener(event);
  };
}

function read(data: string): LiveEvent | null {
  const value: unknown = JSON.parse(data);
  return typeof value === "object" && value !== null && "kind" in value && "subject" in value
    ? { kind: String(value.kind), subject: String(value.subject) }
    : null;
}

function close(): void {
  source?.close();
  source = null;
  setConnection("off");
}

/** Calls back for every change in the project while the component stands; one stream serves the whole page. */
export function useLive(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const own: Listener = (event) => latest.current(event);
    listeners.add(own);
    open();
    return () => {
      listeners.delete(own);
      if (listeners.size === 0) close();
    };
  }, []);
}
