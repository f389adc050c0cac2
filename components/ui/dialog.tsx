"use client";
import { type ReactNode, type RefObject, useState } from "react";
import { makeLate, useLate } from "@/components/ui/late";
import { asLateTrigger, type Trigger } from "@/components/ui/late-trigger";

export const lateDialog = makeLate(() => import("@/components/ui/dialog-parts"));

/**
 * A dialog with a name, opened by `open` or by its `trigger`. Its foot holds the buttons, the one that does it last; a
 * long body scrolls between. For a form give `children` a `<form id>` and the button in the foot the same `form`. The
 * children stand only while it is open: what is typed lives in a component among them, so that each opening begins anew and
 * nothing that is read again meanwhile changes it; text worth keeping is kept by `useDraft`.
 */
export function Dialog(props: {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: Trigger;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  width?: "sm" | "md" | "lg";
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}) {
  const [pressed, setPressed] = useState(false);
  const { parts, failure } = useLate(lateDialog, pressed || props.open === true);
  if (parts !== undefined) return <parts.OpenDialog {...props} />;
  if (props.trigger === undefined) return failure;
  const trigger = asLateTrigger(props.trigger, {
    popup: "dialog",
    begin: lateDialog.begin,
    open: () => {
      setPressed(true);
      props.onOpenChange?.(true);
    },
  });
  return (
    <>
      {trigger}
      {failure}
    </>
  );
}

/** A button for the foot that closes the dialog without doing anything. */
export function DialogClose({ children = "Cancel" }: { children?: ReactNode }) {
  const parts = lateDialog.get();
  return parts === undefined ? null : <parts.CloseButton>{children}</parts.CloseButton>;
}
