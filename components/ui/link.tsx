import NextLink from "next/link";
import type { ComponentProps } from "react";
import { LinkPending } from "@/components/ui/link-pending";

/**
 * Next's link without its prefetch. Every page here is made for its reader at the moment of asking: prefetching one costs
 * the server its sign-in check, brings nothing to show, and a page of ten links asks ten times. So a press shows at once
 * that the next page is on its way.
 */
export function Link({ children, ...props }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink prefetch={false} {...props}>
      {children}
      <LinkPending />
    </NextLink>
  );
}
