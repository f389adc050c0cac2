import type { Tone } from "@/components/ui/styles";
import { dismiss, request } from "@/components/ui/toast-queue";

export type More = { detail?: string; action?: { label: string; run: () => void }; seconds?: number };

const show = (tone: Tone, title: string, more: More = {}) =>
  request({ tone, title, ...more, seconds: more.seconds ?? (more.action === undefined ? 5 : 8) });

/**
 * A passing word about what was done; what must be read stands in the page instead. An undo goes into `action`.
 * Each gives back an id for `toast.close`.
 */
export const toast = {
  done: (title: string, more?: More) => show("good", title, more),
  note: (title: string, more?: More) => show("info", title, more),
  failed: (title: string, error?: unknown, more?: More) =>
    show("bad", title, {
      ...(error instanceof Error ? { detail: error.message } : {}),
      seconds: 10,
      ...more,
    }),
  close: dismiss,
};
