"use client";
import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import clsx from "clsx";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-styles";
import { scrim, sheet, stage } from "@/components/ui/dialog-styles";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { named } from "@/components/ui/name";

type Question = {
  title: string;
  children?: ReactNode;
  confirm: string;
  cancel?: string;
  tone?: "danger" | "primary";
  typeToConfirm?: string;
  ready?: boolean;
  onConfirm: () => Promise<unknown> | unknown;
};

export function OpenConfirmDialog({
  open,
  onOpenChange,
  ...question
}: Question & { open: boolean; onOpenChange: (open: boolean) => void }) {
  const working = useRef(false);
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => !working.current && onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={scrim} />
        <Base.Viewport className={stage}>
          {/* not on a link among the words, which would lead away */}
          <Base.Popup
            className={clsx(sheet, "sm:max-w-110")}
            {...(question.typeToConfirm === undefined ? { initialFocus: cancel } : {})}
          >
            <Asked
              {...question}
              cancelButton={cancel}
              onWorking={(now) => {
                working.current = now;
              }}
              onClose={() => onOpenChange(false)}
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Stands only while the dialog is open: each opening begins anew. */
function Asked({
  title,
  children,
  confirm,
  cancel = "Cancel",
  tone = "danger",
  typeToConfirm,
  ready = true,
  onConfirm,
  cancelButton,
  onWorking,
  onClose,
}: Question & {
  cancelButton: RefObject<HTMLButtonElement | null>;
  onWorking: (working: boolean) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const { pending, error, send } = useAct();

  async function go() {
    onWorking(true);
    let toldElsewhere = false;
    const done = await send(async () => {
      toldElsewhere = (await onConfirm()) === false;
    });
    onWorking(false);
    if (done && !toldElsewhere) onClose();
  }

  return (
    <>
      <div className="flex flex-col gap-3 overflow-y-auto px-4 pt-3 pb-4">
        <Base.Title className="text-title">{named(title)}</Base.Title>
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
        <Failure error={error} />
      </div>
      <div className="flex flex-wrap justify-end gap-2 border-t border-hairline px-4 py-3">
        <Base.Close ref={cancelButton} className={buttonClass({}, "max-sm:h-10")}>
          {cancel}
        </Base.Close>
        <Button
          variant={tone}
          pending={pending}
          className="max-sm:h-10"
          disabled={!ready || (typeToConfirm !== undefined && typed !== typeToConfirm)}
          onClick={go}
        >
          {confirm}
        </Button>
      </div>
    </>
  );
}
