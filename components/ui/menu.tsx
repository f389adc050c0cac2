"use client";
import { type ReactNode, useState } from "react";
import { makeLate, useLate } from "@/components/ui/late";
import { asLateTrigger, type Trigger } from "@/components/ui/late-trigger";
import type * as Parts from "@/components/ui/menu-parts";

type Props<Name extends keyof typeof Parts> = Parameters<(typeof Parts)[Name]>[0];

export const lateMenu = makeLate(() => import("@/components/ui/menu-parts"));

/** A list of verbs under a button. `trigger` is the button; give it a word or an `aria-label`. */
export function Menu(props: Props<"OpenMenu"> & { trigger: Trigger }) {
  const [wanted, setWanted] = useState(false);
  const { parts, failure } = useLate(lateMenu, wanted);
  if (parts !== undefined) return <parts.OpenMenu {...props} />;
  const trigger = asLateTrigger(props.trigger, {
    popup: "menu",
    begin: lateMenu.begin,
    open: () => setWanted(true),
  });
  return (
    <>
      {trigger}
      {failure}
    </>
  );
}

export function MenuItem(props: Props<"MenuItem">) {
  const parts = lateMenu.get();
  return parts === undefined ? null : <parts.MenuItem {...props} />;
}

/** An item that goes somewhere. */
export function MenuLink(props: Props<"MenuLink">) {
  const parts = lateMenu.get();
  return parts === undefined ? null : <parts.MenuLink {...props} />;
}

/** One of several, told by a tick. */
export function MenuChoice<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValueChange: (value: Value) => void;
}) {
  const parts = lateMenu.get();
  return parts === undefined ? null : <parts.MenuChoice {...props} />;
}

export function MenuGroup(props: { label: string; children: ReactNode }) {
  const parts = lateMenu.get();
  return parts === undefined ? null : <parts.MenuGroup {...props} />;
}

export function MenuSeparator() {
  const parts = lateMenu.get();
  return parts === undefined ? null : <parts.MenuSeparator />;
}
