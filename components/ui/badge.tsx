import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, tones } from "@/components/ui/styles";

const fills: Record<Tone, string> = {
  neutral: "bg-muted",
  accent: "bg-accent",
  good: "bg-good",
  warning: "bg-warning",
  bad: "bg-bad",
  info: "bg-info",
};

/** A state in one word. `filled` for the one that counts (Production). */
export function Badge({
  tone = "neutral",
  filled = false,
  className,
  children,
}: {
  tone?: Tone;
  filled?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 max-w-full items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap",
        filled ? `border-transparent text-on-fill ${fills[tone]}` : `border-current/45 ${tones[tone]}`,
        className,
      )}
    >
      {children}
    </span>
  );
}
