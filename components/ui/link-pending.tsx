"use client";
import { useLinkStatus } from "next/link";
import { createPortal } from "react-dom";

/** A bar at the window's head while the page behind the link around it is made. It takes no room in the link. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <PendingBar /> : null;
}

/** The bar itself, for ways that begin with no link. */
export function PendingBar() {
  return createPortal(
    <div
      role="progressbar"
      aria-label="The next page is on its way"
      className="pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden bg-sunken appear-late"
    >
      <div className="h-full w-1/4 animate-[slide_1.2s_linear_infinite] bg-accent motion-reduce:w-full motion-reduce:animate-none" />
    </div>,
    document.body,
  );
}
