"use client";
import { useSyncExternalStore } from "react";

/** A value that charts of a page share outside React's state: who reads it draws again when it changes, and nobody else. */
export type Shared<T> = {
  get: () => T | null;
  set: (value: T | null) => void;
  subscribe: (listener: () => void) => () => void;
};

export function makeShared<T>(same: (a: T | null, b: T | null) => boolean): Shared<T> {
  let value: T | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (same(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useShared = <T>({ subscribe, get }: Shared<T>): T | null =>
  useSyncExternalStore(subscribe, get, () => null);
