"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type More, toast } from "@/components/ui/toast";

/**
 * An act from a row: says what it did or why not, has the list read again, and gives back whether it was done. `busy` is the
 * key under way, `more` what the word of success offers.
 */
export function useAct(list: readonly unknown[]) {
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  async function act(
    key: string,
    done: string,
    failed: string,
    work: () => Promise<unknown>,
    more: More = {},
  ): Promise<boolean> {
    setBusy(key);
    try {
      await work();
      toast.done(done, more);
      return true;
    } catch (error) {
      toast.failed(failed, error);
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: list });
      setBusy(null);
    }
  }
  return { busy, act, reload: () => client.invalidateQueries({ queryKey: list }) };
}
