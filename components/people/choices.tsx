"use client";
import { useId } from "react";
import { NativeInput } from "@/components/ui/native-input";

type Choice<Value extends string> = { value: Value; label: string; hint?: string };

/** One of a few, each with its sentence. */
export function Choices<Value extends string>({
  legend,
  hideLegend = false,
  options,
  value,
  onValueChange,
}: {
  legend: string;
  hideLegend?: boolean;
  options: readonly Choice<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="flex max-w-140 flex-col">
      <legend className={hideLegend ? "sr-only" : "mb-1 text-sm font-medium"}>{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          htmlFor={`${name}-${option.value}`}
          className="flex min-h-8 cursor-default items-start gap-2 border-b border-hairline py-2 first-of-type:border-t"
        >
          <NativeInput
            id={`${name}-${option.value}`}
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span>
            <span className="block text-base">{option.label}</span>
            {option.hint !== undefined && <span className="block text-sm text-muted">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
