"use client";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { keepPreference, type Preferences } from "@/components/frame/preferences";

type Kept = Preferences & { change: (next: Partial<Preferences>) => void };
const Context = createContext<Kept | null>(null);

export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(initial);
  const change = useCallback((next: Partial<Preferences>) => {
    keepPreference(next);
    if (next.theme === "system") delete document.documentElement.dataset.theme;
    else if (next.theme !== undefined) document.documentElement.dataset.theme = next.theme;
    setPreferences((before) => ({ ...before, ...next }));
  }, []);
  const kept = useMemo(() => ({ ...preferences, change }), [preferences, change]);
  return <Context value={kept}>{children}</Context>;
}

/** Theme, rail and single keys of this browser, and `change` to set and keep them. */
export function usePreferences(): Kept {
  const kept = useContext(Context);
  if (kept === null) throw new Error("usePreferences needs the root layout above it.");
  return kept;
}
