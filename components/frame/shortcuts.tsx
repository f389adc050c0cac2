"use client";
import { type ReactNode, useEffect, useId, useRef, useSyncExternalStore } from "react";
import { follow, isSingleKey, strokeOf } from "@/components/frame/keys";
import { usePreferences } from "@/components/frame/preferences-context";
import { useApple } from "@/components/ui/kbd";

/**
 * Something the page can do, by key and in the palette. `keys`: `mod+k`, `shift+j`, `g e` (one after the other), `?`;
 * without keys it stands only in the palette. `group` is its heading in the list of keys.
 */
export type Shortcut = { label: string; keys?: string; group?: string; palette?: boolean; run: () => void };

const registered = new Map<string, readonly Shortcut[]>();
const listeners = new Set<() => void>();
let all: readonly Shortcut[] = [];
const none: readonly Shortcut[] = [];

function change(id: string, entries: readonly Shortcut[] | undefined): void {
  registered.delete(id);
  if (entries !== undefined) registered.set(id, entries);
  all = [...registered.values()].reverse().flat(); // what came last (a dialog, a page) wins over the frame
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Registers these while the component stands. The newest `run` is always the one called. */
export function useShortcuts(entries: readonly Shortcut[]): void {
  const id = useId();
  const latest = useRef(entries);
  latest.current = entries;
  const shape = JSON.stringify(
    entries.map(({ label, keys, group, palette }) => [label, keys, group, palette]),
  );
  // biome: `shape` stands for the entries; their functions are read through the ref when they are called
  useEffect(() => {
    const count = JSON.parse(shape).length;
    change(
      id,
      latest.current.slice(0, count).map((entry, at) => ({ ...entry, run: () => latest.current[at]?.run() })),
    );
    return () => change(id, undefined);
  }, [id, shape]);
}

/** All that can be done now, for the palette and the list of keys. */
export function useAllShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    subscribe,
    () => all,
    () => none,
  );
}

const typesText =
  "input:not([type=checkbox],[type=radio],[type=button]), textarea, select, [contenteditable=true]";
const ownKeys =
  "[role=menu], [role=listbox], [role=alertdialog], [role=dialog]:not([data-keys=through]), [cmdk-root]";

function mayTakeSingleKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  return target.closest(typesText) === null && target.closest(ownKeys) === null;
}

/** Listens to the whole page; placed once, by the providers. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const { singleKeys } = usePreferences();
  const apple = useApple();
  useEffect(() => {
    let pending = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const single = singleKeys && mayTakeSingleKeys(event.target);
      const usable = all.filter((entry) => entry.keys !== undefined && (single || !isSingleKey(entry.keys)));
      const next = follow(pending, strokeOf(event, apple), usable);
      pending = next.pending;
      clearTimeout(timer);
      timer = setTimeout(() => {
        pending = "";
      }, 1200);
      if (next.hit === undefined) return;
      event.preventDefault();
      next.hit.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [singleKeys, apple]);
  return children;
}
