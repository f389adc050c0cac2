import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, tones } from "@/components/ui/styles";

/** A mark and its word, never the mark alone. `shape` tells apart what colour does: done, hollow, failed. */
export function StatusDot({
  tone = "neutral",
  shape = "dot",
  live = false,
  children,
}: {
  tone?: Tone;
  shape?: "dot" | "ring" | "square";
  live?: boolean;
  children: ReactNode;
}) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span
        aria-hidden
        className={clsx(
          "size-2 shrink-0 border-2 border-current",
          tones[tone],
          shape === "square" ? "rounded-none" : "rounded-full",
          shape !== "ring" && "bg-current",
          live && "animate-[breathe_2s_ease-in-out_infinite]",
        )}
      />
      <span>{children}</span>
    </span>
  );
}
