"use client";
import { Button as Base } from "@base-ui/react/button";
import type { ComponentProps, ReactElement } from "react";
import { type ButtonLook, buttonClass } from "@/components/ui/button-styles";
import { Tooltip } from "@/components/ui/tooltip";

type Props = Omit<ComponentProps<typeof Base>, "className"> &
  ButtonLook & { className?: string; pending?: boolean };

/** A verb. `pending` keeps the focus and the width of what was pressed while the work goes on. */
export function Button({ variant, size, className, pending = false, disabled, ...rest }: Props) {
  return (
    <Base
      type="button"
      {...rest}
      disabled={pending || disabled === true}
      focusableWhenDisabled={pending}
      aria-busy={pending || undefined}
      className={buttonClass({ variant, size }, className)}
    />
  );
}

/** A button whose word is in its tooltip and its accessible name. Only where the word stands close by as well. */
export function IconButton({
  label,
  icon,
  keys,
  side,
  variant = "quiet",
  size = "sm",
  ...rest
}: Omit<Props, "children" | "aria-label"> & {
  label: string;
  icon: ReactElement;
  keys?: string;
  side?: "top" | "bottom" | "left" | "right";
}) {
  const square = { md: "w-8", sm: "w-7", xs: "w-6" }[size];
  return (
    <Tooltip text={label} {...(keys === undefined ? {} : { keys })} {...(side === undefined ? {} : { side })}>
      <Button {...rest} aria-label={label} variant={variant} size={size} className={`${square} !px-0`}>
        {icon}
      </Button>
    </Tooltip>
  );
}
