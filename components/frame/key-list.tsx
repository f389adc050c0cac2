"use client";
import { usePreferences } from "@/components/frame/preferences-context";
import { type Shortcut, useAllShortcuts } from "@/components/frame/shortcuts";
import { keyList } from "@/components/frame/toggle-store";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";

/** Every key that works on this page, and the switch that turns the single ones off. */
export function KeyList() {
  const { singleKeys, change } = usePreferences();
  const entries = useAllShortcuts().filter(({ keys }) => keys !== undefined);
  const groups = byGroup(entries);
  return (
    <Dialog open onOpenChange={keyList.set} title="Keys">
      <Switch checked={singleKeys} onCheckedChange={(on) => change({ singleKeys: on })}>
        Keys without Ctrl or ⌘
      </Switch>
      {[...groups].map(([group, inGroup]) => (
        <section key={group} className="mt-4">
          <h3 className="pb-1 text-xs text-muted">{group}</h3>
          <dl>
            {[...inGroup].map(([label, keys]) => (
              <div
                key={label}
                className="flex h-8 items-center justify-between gap-4 border-t border-hairline"
              >
                <dt>{label}</dt>
                <dd className="flex gap-2">
                  {keys.map((one) => (
                    <Kbd key={one} keys={one} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

/** Group → what it does → the keys that do it; the same act may have several. */
function byGroup(entries: readonly Shortcut[]): Map<string, Map<string, string[]>> {
  const groups = new Map<string, Map<string, string[]>>();
  for (const { group = "This page", label, keys } of entries) {
    const acts = groups.get(group) ?? new Map<string, string[]>();
    acts.set(label, [...(acts.get(label) ?? []), ...(keys === undefined ? [] : [keys])]);
    groups.set(group, acts);
  }
  return groups;
}
