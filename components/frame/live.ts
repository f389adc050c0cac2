"use client";
import { useEffect, useRef } from "react";
import { api } from "@/components/frame/api";
import { ApiError } from "@/components/frame/api-error";
import { setConnection } from "@/components/frame/connection";
import { type Fate, keepStream } from "@/components/frame/kept-stream";

/** What changed: ids only. `missed`: ask everything again. */
export type LiveEvent = { kind: string; subject: string };
type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();
let end: (() => void) | null = null;

function open(): void {
  if (end !== null || typeof EventSource === "undefined") return;
  end = keepStream({
    connect,
    mayTry,
    onOpen(gap) {
      setConnection("live");
      if (gap) tell({ kind: "missed", subject: "" });
    },
    onAway: () => setConnection("reconnecting"),
  });
}

function connect({ opened, broke, refused }: Fate): () => void {
  const source = new EventSource("/api/events");
  source.onopen = opened;
  source.onerror = () => (source.readyState === EventSource.CLOSED ? refused() : broke());
  source.onmessage = ({ data }) => {
    const event = read(String(data));
    if (event) tell(event);
  };
  return () => source.close();
}

/** A stream does not say why it was refused. An ordinary question does: without a session it leads to the sign-in page. */
const mayTry = () =>
  api("/api/me").then(
    () => true,
    (error: unknown) => !(error instanceof ApiError && error.status === 401),
  );

function tell(event: LiveEvent): void {
  for (const listener of listeners) listener(event);
}

function read(data: string): LiveEvent | null {
  const value: unknown = JSON.parse(data);
  return typeof value === "object" && value !== null && "kind" in value && "subject" in value
    ? { kind: String(value.kind), subject: String(value.subject) }
    : null;
}

function close(): void {
  end?.();
  end = null;
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
