"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useLive } from "@/components/frame/live";
import { hear, type LiveKeys } from "@/components/frame/live-keys";

/** Keeps what is on the screen fresh in place, by a table of kinds. `subjects`: the ids whose changes count; none: all. */
export function useLiveKeys(table: LiveKeys, subjects?: readonly string[]): void {
  const client = useQueryClient();
  useLive((event) => hear(client, table, event, subjects));
}
