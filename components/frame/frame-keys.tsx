"use client";
import { useGo } from "@/components/frame/go";
import { doors } from "@/components/frame/nav";
import { themes } from "@/components/frame/preferences";
import { usePreferences } from "@/components/frame/preferences-context";
import { useShortcuts } from "@/components/frame/shortcuts";
import { keyList, palette } from "@/components/frame/toggle-store";
import { LateComponent, makeLate } from "@/components/ui/late";

// Both wait until they are first opened: they are not part of what a page needs to appear.
const lateCommandPalette = makeLate(() =>
  import("@/components/frame/command-palette").then((file) => file.CommandPalette),
);
const lateKeyList = makeLate(() => import("@/components/frame/key-list").then((file) => file.KeyList));

/** The keys that work everywhere, and the two dialogs that they open. */
export function FrameKeys() {
  const go = useGo();
  const { rail, change } = usePreferences();
  const paletteOpen = palette.useOpen();
  const keysOpen = keyList.useOpen();
  useShortcuts([
    { keys: "mod+k", label: "Search and commands", group: "Everywhere", palette: false, run: palette.flip },
    {
      keys: "/",
      label: "Search and commands",
      group: "Everywhere",
      palette: false,
      run: () => palette.set(true),
    },
    { keys: "?", label: "Show the keys", group: "Everywhere", run: () => keyList.set(true) },
    {
      keys: "[",
      label: "Narrow or widen the rail",
      group: "Everywhere",
      run: () => change({ rail: rail === "open" ? "collapsed" : "open" }),
    },
    ...doors.map((door) => ({
      keys: door.keys,
      label: `Go to ${door.label}`,
      group: "Go",
      run: () => go(door.href),
    })),
    ...themes.map((theme) => ({
      label: theme === "system" ? "Theme as the system" : `Theme ${theme}`,
      group: "Look",
      run: () => change({ theme }),
    })),
  ]);
  return (
    <>
      {paletteOpen && <LateComponent late={lateCommandPalette} />}
      {keysOpen && <LateComponent late={lateKeyList} />}
    </>
  );
}
