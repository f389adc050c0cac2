import type { Tone } from "@/components/ui/styles";

export type ToastRequest = {
  id: string;
  tone: Tone;
  title: string;
  detail?: string;
  action?: { label: string; run: () => void };
  seconds: number;
};
type Sink = { add: (request: ToastRequest) => void; close: (id: string) => void };

let sink: Sink | undefined;
let waiting: ToastRequest[] = [];
let wanted = false;
let count = 0;
const listeners = new Set<() => void>();

/** Hands a toast to whoever draws them; what comes before that one has arrived waits here. */
export function request(toast: Omit<ToastRequest, "id">): string {
  count += 1;
  const whole = { ...toast, id: `toast-${count}` };
  if (sink !== undefined) sink.add(whole);
  else waiting.push(whole);
  want();
  return whole.id;
}

/** Asks for whoever draws, before there is anything to say. */
export function want(): void {
  wanted = true;
  for (const listener of listeners) listener();
}

export function dismiss(id: string): void {
  waiting = waiting.filter((toast) => toast.id !== id);
  sink?.close(id);
}

/** The one that draws takes over, and first gets what has waited. */
export function takeOver(drawer: Sink): void {
  sink = drawer;
  for (const toast of waiting) drawer.add(toast);
  waiting = [];
}

export const isWanted = () => wanted;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
