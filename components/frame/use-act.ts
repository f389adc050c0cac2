"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";

/** An act from a row: says what it did or why not, and has the list read again. `busy` is the key under way. */
export function useAct(list: readonly unknown[]) {
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  async function act(key: string, done: string, failed: string, work: () => Promise<unknown>): Promise<void> {
    setBusy(key);
    try {
      await work();
      toast.done(done);
    } catch (error) {
      toast.failed(failed, error);
    } finally {
      await client.invalidateQueries({ queryKey: list });
      setBusy(null);
    }
  }
  return { busy, act, reload: () => client.invalidateQueries({ queryKey: list }) };
}
