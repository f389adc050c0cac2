"use client";
import { useEffect, useState } from "react";

const keyOf = (name: string) => `slipway draft ${name}`;

/**
 * A text under way, which survives a reload of this tab: its value, how to change it, and how to drop it once it was sent.
 * It stands at `initial` until the page has started.
 */
export function useDraft(name: string, initial = ""): [string, (value: string) => void, () => void] {
  const [value, setValue] = useState(initial);
  useEffect(() => setValue(read(name) ?? initial), [name, initial]);
  return [
    value,
    (next) => {
      setValue(next);
      keep(name, next);
    },
    () => {
      setValue(initial);
      keep(name, null);
    },
  ];
}

// A browser that keeps nothing (private, or its storage full) still lets one type.
function read(name: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
}

function keep(name: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), value);
  } catch {
    // the text stands in the field all the same
  }
}
