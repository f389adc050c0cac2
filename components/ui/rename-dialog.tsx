"use client";
import { useState } from "react";
import { sendForm } from "@/components/frame/send-form";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  noun: string;
  name: string;
  /** False where it failed, and was told so. */
  onRename: (name: string) => Promise<boolean>;
};

/** Asks for another name of an experiment or a run. */
export function RenameDialog({ open, onOpenChange, noun, name, onRename }: Props) {
  const [next, setNext] = useState(name);
  const [pending, setPending] = useState(false);
  const ready = next.trim() !== "" && next.trim() !== name;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Rename the ${noun}`}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready)
            void sendForm(() => onRename(next.trim()), { setPending, close: () => onOpenChange(false) });
        }}
      >
        <Field label="Name">
          <Input value={next} maxLength={500} onChange={(event) => setNext(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button type="button" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={!ready} pending={pending}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
