"use client";
import { Select as Base } from "@base-ui/react/select";
import clsx from "clsx";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { control, item, popup } from "@/components/ui/styles";

export type Option<Value extends string> = {
  value: Value;
  label: string;
  hint?: ReactNode;
  disabled?: boolean;
};

/** One of a few. For many, or for what is searched, take a Menu with a filter or the palette. */
export function Select<Value extends string>({
  options,
  value,
  defaultValue,
  onValueChange,
  name,
  label,
  placeholder = "Choose",
  disabled = false,
  size = "md",
  className,
}: {
  options: readonly Option<Value>[];
  value?: Value | null;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  name?: string;
  /** The accessible name where no `Field` gives one. */
  label?: string;
  placeholder?: string;
  disabled?: boolean;
  size?: "md" | "sm";
  className?: string;
}) {
  return (
    <Base.Root<Value>
      items={options}
      disabled={disabled}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      {...(name === undefined ? {} : { name })}
      onValueChange={(next) => next !== null && onValueChange?.(next)}
    >
      <Base.Trigger
        aria-label={label}
        className={clsx(
          control,
          "flex items-center justify-between gap-2 text-left",
          size === "sm" ? "h-7 text-sm" : "h-8",
          className,
        )}
      >
        <Base.Value placeholder={<span className="text-muted">{placeholder}</span>} className="truncate" />
        <Base.Icon className="text-muted">
          <ChevronsUpDown className="size-3.5" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        {/* whole, where the one it brings leaves a hole for its button: so the rest counts as out of reach */}
        <Base.Backdrop className="fixed inset-0 z-40" />
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup
            className={clsx(popup, "max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1")}
          >
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className={clsx(item, "pr-7 relative")}
              >
                <Base.ItemText>{option.label}</Base.ItemText>
                {option.hint !== undefined && (
                  <span className="ml-auto text-xs text-muted">{option.hint}</span>
                )}
                <Base.ItemIndicator className="absolute right-2">
                  <Check className="size-3.5" aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
