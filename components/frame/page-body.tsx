import clsx from "clsx";
import type { ReactNode } from "react";

/**
 * What stands under the bar. `fill`: exactly the rest of the window, for a table that scrolls in itself.
 * `flush`: no padding, for what runs from edge to edge. `form`: at most 560 px wide.
 */
export function PageBody({
  fill = false,
  flush = false,
  form = false,
  className,
  children,
}: {
  fill?: boolean;
  flush?: boolean;
  form?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={clsx(
        "flex min-w-0 flex-col",
        fill
          ? "h-[calc(100dvh-var(--frame-top)-var(--frame-bottom))] md:h-[calc(100dvh-var(--frame-top))]"
          : "flex-1",
        !flush && "gap-4 px-3 py-4 md:px-4",
        form && "max-w-140",
        className,
      )}
    >
      {children}
    </div>
  );
}
