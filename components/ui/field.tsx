"use client";
import { Field as Base } from "@base-ui/react/field";
import clsx from "clsx";
import type { ReactNode } from "react";

/**
 * A labelled control with hint and error; ids are wired to the control inside (Input, Textarea, Select, Checkbox …).
 * `error` is the sentence to show; when it is there, the control is marked invalid.
 */
export function Field({
  label,
  hint,
  error,
  optional = false,
  hideLabel = false,
  name,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  hideLabel?: boolean;
  name?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root
      invalid={error !== undefined}
      {...(name === undefined ? {} : { name })}
      className={clsx("flex w-full max-w-140 flex-col gap-1", className)}
    >
      <Base.Label className={hideLabel ? "sr-only" : "w-fit text-sm font-medium"}>
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </Base.Label>
      {children}
      {hint !== undefined && <Base.Description className="text-xs text-muted">{hint}</Base.Description>}
      <Base.Error match={error !== undefined} className="text-xs text-bad">
        {error}
      </Base.Error>
    </Base.Root>
  );
}
