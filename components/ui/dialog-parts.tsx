"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import type { ReactElement, ReactNode, RefObject } from "react";
import { buttonClass } from "@/components/ui/button-styles";
import { scrim, sheet, stage, widths } from "@/components/ui/dialog-styles";
import { named } from "@/components/ui/name";

/** The real dialog; without `open` it opens at once, for its trigger was just pressed. */
export function OpenDialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  footer,
  width = "md",
  initialFocus,
  children,
}: {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement<Record<string, unknown>>;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  width?: keyof typeof widths;
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}) {
  return (
    <Base.Root
      {...(open === undefined ? { defaultOpen: true } : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      {trigger !== undefined && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={scrim} />
        <Base.Viewport className={stage}>
          <Base.Popup
            className={clsx(sheet, widths[width])}
            {...(initialFocus === undefined ? {} : { initialFocus })}
          >
            <div className="px-4 pt-3 pr-12">
              <div className="min-w-0">
                <Base.Title className="text-title">{named(title)}</Base.Title>
                {description !== undefined && (
                  <Base.Description className="mt-0.5 text-base text-muted">{description}</Base.Description>
                )}
              </div>
            </div>
            <div className="min-h-0 overflow-y-auto px-4 pt-3 pb-4">{children}</div>
            {footer !== undefined && (
              <div className="flex flex-wrap justify-end gap-2 border-t border-hairline px-4 py-3">
                {footer}
              </div>
            )}
            {/* last, so that a dialog opens with the focus on its first field */}
            <Base.Close
              aria-label="Close"
              className={buttonClass({ variant: "quiet", size: "sm" }, "absolute top-3 right-2.5 w-7 !px-0")}
            >
              <X aria-hidden />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

export function CloseButton({ children }: { children?: ReactNode }) {
  return <Base.Close className={buttonClass({})}>{children}</Base.Close>;
}
