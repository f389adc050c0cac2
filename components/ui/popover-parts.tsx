"use client";
import { Popover as Base } from "@base-ui/react/popover";
import clsx from "clsx";
import type { ReactElement, ReactNode } from "react";
import { popup } from "@/components/ui/styles";

type Trigger = ReactElement<Record<string, unknown>>;

/** The real popover, open from the start unless `open` says otherwise. */
export function OpenPopover({
  trigger,
  title,
  hideTitle = false,
  open,
  onOpenChange,
  align = "start",
  side = "bottom",
  className,
  children,
}: {
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
  return (
    <Base.Root
      {...(open === undefined ? { defaultOpen: true } : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} collisionPadding={8} className="z-40">
          <Base.Popup
            className={clsx(
              popup,
              "max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto p-3",
              className,
            )}
          >
            <Base.Title className={hideTitle ? "sr-only" : "mb-2 text-base font-semibold"}>
              {title}
            </Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
