"use client";
import clsx from "clsx";
import { useSyncExternalStore } from "react";

const never = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Whether this keyboard says ⌘ for what others call Ctrl; `false` until the page has started. */
export function useApple(): boolean {
  return useSyncExternalStore(never, isApple, () => false);
}

const words = (apple: boolean): Record<string, string> => ({
  mod: apple ? "⌘" : "Ctrl",
  shift: apple ? "⇧" : "Shift",
  alt: apple ? "⌥" : "Alt",
  enter: "Enter",
  escape: "Esc",
  space: "Space",
  arrowup: "↑",
  arrowdown: "↓",
});

/** Keys in the notation of `useShortcuts`: `mod+k`, `g e` (one after the other), `?`. */
export function Kbd({ keys, inverse = false }: { keys: string; inverse?: boolean }) {
  const names = words(useApple());
  // the same key may stand twice ("g g"), so its place is its identity
  const caps = keys
    .split(" ")
    .flatMap((stroke) => stroke.split(/\+(?=.)/))
    .map((cap, at) => ({ cap, place: `${at}${cap}` }));
  return (
    <kbd className="inline-flex gap-0.5 font-sans pointer-coarse:hidden">
      {caps.map(({ cap, place }) => (
        <span
          key={place}
          className={clsx(
            "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 text-xs leading-none",
            inverse ? "border-current/40" : "border-hairline bg-sunken text-muted",
          )}
        >
          {names[cap] ?? (cap.length === 1 ? cap.toUpperCase() : cap)}
        </span>
      ))}
    </kbd>
  );
}
