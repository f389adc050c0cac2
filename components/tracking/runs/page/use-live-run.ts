"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useLive } from "@/components/frame/live";
import { usePaced } from "@/components/frame/use-paced";

const pauseMs = 1_500;

/** Keeps a run's page fresh in place: several changes are told as one, and only what is on the screen is asked again. */
export function useLiveRun(id: string): void {
  const client = useQueryClient();
  const refreshSoon = usePaced(pauseMs, () => {
    void client.invalidateQueries({ queryKey: ["run", id] });
    void client.invalidateQueries({ queryKey: ["series"] });
  });
  useLive(({ kind, subject }) => {
    if (kind === "missed" || subject === id) refreshSoon();
  });
}
