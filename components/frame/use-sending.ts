"use client";
import { useState } from "react";

/** One act at a time: whether it is under way, and what it failed with. `send` says whether it went well. */
export function useSending() {
  const [state, setState] = useState<{ pending: boolean; error: unknown }>({ pending: false, error: null });
  async function send(work: () => Promise<unknown>): Promise<boolean> {
    setState({ pending: true, error: null });
    try {
      await work();
      setState({ pending: false, error: null });
      return true;
    } catch (error) {
      setState({ pending: false, error });
      return false;
    }
  }
  return { ...state, send, clear: () => setState({ pending: false, error: null }) };
}
