"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useLive } from "@/components/frame/live";

/** Keeps the registry's pages fresh in place. */
export function useLiveModels(): void {
  const client = useQueryClient();
  useLive(({ kind }) => {
    if (kind === "model" || kind === "missed") void client.invalidateQueries({ queryKey: ["models"] });
  });
}
