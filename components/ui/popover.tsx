"use client";
import { type ReactNode, useState } from "react";
import { makeLate, useLate } from "@/components/ui/late";
import { asLateTrigger, type Trigger } from "@/components/ui/late-trigger";

const latePopover = makeLate(() => import("@/components/ui/popover-parts"));

/** A small panel at a button, for a few controls or an explanation. `title` names it, seen or not. */
export function Popover(props: {
  trigger: Trigger;
  title: string;
  hideTitle?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  className?: string;
  children: ReactNode;
}) {
  const [pressed, setPressed] = useState(false);
  const { parts, failure } = useLate(latePopover, pressed || props.open === true);
  if (parts !== undefined) return <parts.OpenPopover {...props} />;
  const trigger = asLateTrigger(props.trigger, {
    popup: "dialog",
    begin: latePopover.begin,
    open: () => {
      setPressed(true);
      props.onOpenChange?.(true);
    },
  });
  return (
    <>
      {trigger}
      {failure}
    </>
  );
}
