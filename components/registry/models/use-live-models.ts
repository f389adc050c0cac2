"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useLive } from "@/components/frame/live";

// A request waits on a version's card and in the inbox too.
const keysOf: Record<string, readonly string[]> = {
  model: ["models", "inbox"],
  request: ["requests", "models", "inbox"],
  missed: ["models", "requests", "inbox"],
};

/** Keeps the registry's pages fresh in place. */
export function useLiveModels(): void {
  const client = useQueryClient();
  useLive(({ kind }) => {
    for (const key of keysOf[kind] ?? []) void client.invalidateQueries({ queryKey: [key] });
  });
}
