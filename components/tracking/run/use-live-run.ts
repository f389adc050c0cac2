"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLive } from "@/components/frame/live";

const pauseMs = 1_500;

/** Keeps a run's page fresh in place: several changes are told as one, and only what is on the screen is asked again. */
export function useLiveRun(id: string): void {
  const client = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  useLive(({ kind, subject }) => {
    if (kind !== "missed" && subject !== id) return;
    waiting.current ??= setTimeout(() => {
      waiting.current = null;
      void client.invalidateQueries({ queryKey: ["run", id] });
      void client.invalidateQueries({ queryKey: ["series"] });
    }, pauseMs);
  });
  useEffect(
    () => () => {
      if (waiting.current) clearTimeout(waiting.current);
    },
    [],
  );
}
