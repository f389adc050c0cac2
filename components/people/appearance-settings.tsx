"use client";
import { usePreferences } from "@/components/frame/preferences-context";
import { Choices } from "@/components/people/choices";
import { Switch } from "@/components/ui/switch";

const themes = [
  { value: "system", label: "As the system", hint: "Changes with the light or dark setting of this device." },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** What this browser remembers of one's taste. */
export function AppearanceSettings() {
  const { theme, singleKeys, rail, change } = usePreferences();
  return (
    <div className="flex flex-col gap-6">
      <Choices
        legend="Theme"
        options={themes}
        value={theme}
        onValueChange={(next) => change({ theme: next })}
      />
      <div className="flex flex-col gap-1">
        <Switch checked={singleKeys} onCheckedChange={(next) => change({ singleKeys: next })}>
          Keys of one letter
        </Switch>
        <p className="text-sm text-muted">Such as g e for Experiments. Off, only keys with Ctrl or ⌘ work.</p>
      </div>
      <div className="flex flex-col gap-1 max-md:hidden">
        <Switch
          checked={rail === "collapsed"}
          onCheckedChange={(next) => change({ rail: next ? "collapsed" : "open" })}
        >
          Narrow rail
        </Switch>
        <p className="text-sm text-muted">Shows the rooms as icons, their words when you point at them.</p>
      </div>
      <p className="text-sm text-muted">Kept in this browser.</p>
    </div>
  );
}
