import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "@/components/ui/button-styles";
import { Link } from "@/components/ui/link";

/** A link that looks like a button: it goes somewhere, and does nothing else. */
export function LinkButton({ variant, size, className, ...rest }: ComponentProps<typeof Link> & ButtonLook) {
  return <Link {...rest} className={buttonClass({ variant, size }, className)} />;
}
