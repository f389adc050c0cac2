"use client";
import { Switch as Base } from "@base-ui/react/switch";
import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";
import { useKept } from "@/components/ui/use-kept";

/** On or off, at once. In a form that is sent later, take a Checkbox. */
export function Switch({
  children,
  className,
  inputRef,
  ...rest
}: Omit<ComponentProps<typeof Base.Root>, "className" | "children"> & {
  children?: ReactNode;
  className?: string;
}) {
  const own = useId();
  const kept = useKept(inputRef);
  const id = rest.id ?? own;
  // Named from the first byte: Base finds its label only once it runs in the browser.
  const named = children === undefined ? {} : { "aria-labelledby": `${id}-words` };
  const knob = (
    <Base.Root
      {...named}
      {...rest}
      inputRef={kept}
      id={id}
      className="inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-control bg-sunken p-0.5 transition-colors data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-55"
    >
      <Base.Thumb className="size-4.5 rounded-full bg-muted transition-transform data-[checked]:translate-x-4 data-[checked]:bg-on-fill" />
    </Base.Root>
  );
  if (children === undefined) return knob;
  return (
    <label htmlFor={id} className={clsx("inline-flex w-fit items-center gap-2 text-base", className)}>
      {knob}
      <span id={`${id}-words`}>{children}</span>
    </label>
  );
}
