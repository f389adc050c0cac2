"use client";
import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import clsx from "clsx";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-styles";
import { scrim, sheet, stage } from "@/components/ui/dialog-styles";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export function OpenConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirm,
  cancel = "Cancel",
  tone = "danger",
  typeToConfirm,
  onConfirm,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children?: ReactNode;
  confirm: string;
  cancel?: string;
  tone?: "danger" | "primary";
  typeToConfirm?: string;
  onConfirm: () => Promise<unknown> | unknown;
}) {
  const [typed, setTyped] = useState("");
  const [state, setState] = useState<{ pending: boolean; failure?: string }>({ pending: false });
  useEffect(() => {
    if (!open) return;
    setTyped("");
    setState({ pending: false });
  }, [open]);

  async function go() {
    setState({ pending: true });
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (error) {
      setState({
        pending: false,
        failure: error instanceof Error ? error.message : "It did not work. Try again.",
      });
    }
  }

  return (
    <Base.Root open={open} onOpenChange={(next) => !state.pending && onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={scrim} />
        <Base.Viewport className={stage}>
          <Base.Popup className={clsx(sheet, "sm:max-w-110")}>
            <div className="flex flex-col gap-3 overflow-y-auto px-4 pt-3 pb-4">
              <Base.Title className="text-title">{title}</Base.Title>
              {children !== undefined && (
                <Base.Description render={<div />} className="text-base text-muted">
                  {children}
                </Base.Description>
              )}
              {typeToConfirm !== undefined && (
                <Field label={`Type ${typeToConfirm} to confirm`}>
                  <Input value={typed} onValueChange={setTyped} autoComplete="off" mono />
                </Field>
              )}
              {state.failure !== undefined && (
                <p role="alert" className="text-base text-bad">
                  {state.failure}
                </p>
              )}
            </div>
            <div className="flex flex-wrap justify-end gap-2 border-t border-hairline px-4 py-3">
              <Base.Close className={buttonClass({})}>{cancel}</Base.Close>
              <Button
                variant={tone}
                pending={state.pending}
                disabled={typeToConfirm !== undefined && typed !== typeToConfirm}
                onClick={go}
              >
                {confirm}
              </Button>
            </div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
