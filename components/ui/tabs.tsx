"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

const strip = "flex max-w-full gap-4 overflow-x-auto border-b border-hairline [scrollbar-width:none]";
const tab =
  "-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-base text-muted -outline-offset-2 transition-colors hover:text-text";
const chosen = "data-[active]:border-accent data-[active]:text-text data-[active]:font-medium";

/** Views of one thing on one page. Keep `value` in the URL (nuqs) where a person may want to come back to it. */
export function Tabs<Value extends string>({
  label,
  value,
  onValueChange,
  items,
  children,
  className,
}: {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  items: readonly { value: Value; label: string; count?: number }[];
  /** `TabPanel`s. */
  children: ReactNode;
  className?: string;
}) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next: unknown) => {
        const hit = items.find((one) => one.value === next);
        if (hit !== undefined) onValueChange(hit.value);
      }}
      className={className}
    >
      <Base.List aria-label={label} className={strip}>
        {items.map((one) => (
          <Base.Tab key={one.value} value={one.value} className={clsx(tab, chosen)}>
            {one.label}
            {one.count !== undefined && <span className="text-xs text-muted tabular-nums">{one.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  );
}

export function TabPanel({
  value,
  className,
  children,
}: {
  value: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Panel value={value} className={clsx("pt-4 outline-offset-4", className)}>
      {children}
    </Base.Panel>
  );
}

/** The same strip where each view is a page of its own. */
export function TabLinks({
  label,
  items,
}: {
  label: string;
  items: readonly { href: string; label: string; count?: number; current: boolean }[];
}) {
  return (
    <nav aria-label={label} className={strip}>
      {items.map((one) => (
        <Link
          key={one.href}
          href={one.href}
          aria-current={one.current ? "page" : undefined}
          className={clsx(
            tab,
            "aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text",
          )}
        >
          {one.label}
          {one.count !== undefined && <span className="text-xs text-muted tabular-nums">{one.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
