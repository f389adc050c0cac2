"use client";
import { Input as Base } from "@base-ui/react/input";
import clsx from "clsx";
import type { ComponentProps } from "react";
import { control } from "@/components/ui/styles";
import { useKept } from "@/components/ui/use-kept";

/** One line of text. Inside a `Field` its label, hint and error are wired by themselves. */
export function Input({
  className,
  mono = false,
  ref,
  ...rest
}: Omit<ComponentProps<typeof Base>, "className"> & { className?: string; mono?: boolean }) {
  const kept = useKept(ref);
  return <Base {...rest} ref={kept} className={clsx(control, "h-8", mono && "font-mono", className)} />;
}
