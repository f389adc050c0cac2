"use client";
import { Checkbox as Base } from "@base-ui/react/checkbox";
import clsx from "clsx";
import { Check, Minus } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { useKept } from "@/components/ui/use-kept";

type Props = Omit<ComponentProps<typeof Base.Root>, "className" | "children"> & {
  /** Words beside the box; without them give `aria-label`. */
  children?: ReactNode;
  className?: string;
};

/** A box of 16 px in a target of 24 px. `indeterminate` for "some of them". */
export function Checkbox({ children, className, inputRef, ...rest }: Props) {
  const kept = useKept(inputRef);
  const own = useId();
  const id = rest.id ?? own;
  // Named from the first byte: Base finds its label only once it runs in the browser.
  const named = children === undefined ? {} : { "aria-labelledby": `${id}-words` };
  const box = (
    <span className="inline-flex size-6 shrink-0 items-center justify-center">
      <Base.Root
        {...named}
        {...rest}
        inputRef={kept}
        id={id}
        className="relative flex size-4 items-center justify-center rounded-sm border border-control bg-surface transition-colors before:absolute before:-inset-1.5 hover:border-muted data-[checked]:border-accent data-[checked]:bg-accent data-[indeterminate]:border-accent data-[indeterminate]:bg-accent data-[disabled]:opacity-55"
      >
        <Base.Indicator className="flex text-on-fill data-[unchecked]:hidden">
          {rest.indeterminate === true ? (
            <Minus className="size-3" strokeWidth={3} />
          ) : (
            <Check className="size-3" strokeWidth={3} />
          )}
        </Base.Indicator>
      </Base.Root>
    </span>
  );
  if (children === undefined) return box;
  return (
    <label
      htmlFor={id}
      className={clsx("inline-flex w-fit items-start gap-1.5 text-base leading-6", className)}
    >
      {box}
      <span id={`${id}-words`}>{children}</span>
    </label>
  );
}
