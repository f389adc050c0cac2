"use client";
import { cloneElement, type KeyboardEvent, type ReactElement } from "react";

export type Trigger = ReactElement<Record<string, unknown>>;

const call = (handler: unknown, event: unknown) => {
  if (typeof handler === "function") handler(event);
};

/** A button that stands in for one whose popup is not fetched yet: hovering fetches it, pressing opens it. */
export function asLateTrigger(
  trigger: Trigger,
  { popup, begin, open }: { popup: "menu" | "dialog"; begin: () => Promise<void>; open: () => void },
): Trigger {
  const given = trigger.props;
  const early = (handler: unknown) => (event: unknown) => {
    void begin();
    call(handler, event);
  };
  return cloneElement(trigger, {
    "aria-haspopup": popup,
    "aria-expanded": false,
    onPointerEnter: early(given.onPointerEnter),
    onFocus: early(given.onFocus),
    onClick: (event: unknown) => {
      open();
      call(given.onClick, event);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (popup === "menu" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        open();
      }
      call(given.onKeyDown, event);
    },
  });
}
