"use client";
import type { ComponentProps } from "react";
import { useKept } from "@/components/ui/use-kept";

/** The browser's own radio or slider, where it needs no more than its looks. */
export function NativeInput({ ref, ...rest }: ComponentProps<"input">) {
  const kept = useKept(ref);
  return <input {...rest} ref={kept} />;
}
