"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { inboxCountsQuery, inboxLive } from "./inbox-queries";
import { useLiveKeys } from "./use-live-keys";
import { useAbility } from "./viewer-context";

/** How much waits for the reader, at the door of Home; nothing where nothing does. Whoever decides nothing asks for nothing. */
export function WaitingBadge({ className }: { className?: string }) {
  return useAbility("registry:write") ? <Count className={className} /> : null;
}

function Count({ className }: { className?: string | undefined }) {
  const { data } = useQuery(inboxCountsQuery());
  useLiveKeys(inboxLive);
  const waiting = data?.counts.waiting ?? 0;
  if (waiting === 0) return null;
  return (
    <span
      className={clsx(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-accent px-1 text-xs font-medium text-on-fill tabular-nums",
        className,
      )}
    >
      <span aria-hidden>{waiting > 99 ? "99+" : waiting}</span>
      <span className="sr-only">
        {waiting} {waiting === 1 ? "waits" : "wait"} for you
      </span>
    </span>
  );
}
