"use client";
import { Field } from "@base-ui/react/field";
import clsx from "clsx";
import type { ComponentProps } from "react";
import { control } from "@/components/ui/styles";
import { useKept } from "@/components/ui/use-kept";

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({
  className,
  mono = false,
  ref,
  ...rest
}: ComponentProps<"textarea"> & { mono?: boolean }) {
  const kept = useKept(ref);
  return (
    <Field.Control
      render={
        <textarea
          rows={3}
          {...rest}
          ref={kept}
          className={clsx(control, "field-sizing-content min-h-16 py-1.5", mono && "font-mono", className)}
        />
      }
    />
  );
}
