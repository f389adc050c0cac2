"use client";
import { useState } from "react";
import { useAct } from "@/components/frame/use-act";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  noun: string;
  name: string;
  /** False where it failed, and was told so: the dialog stays, with what was typed. */
  onRename: (name: string) => Promise<boolean>;
};

/** Asks for another name of an experiment or a run. */
export function RenameDialog({ open, onOpenChange, noun, ...form }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Rename the ${noun}`}>
      <RenameForm {...form} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function RenameForm({ name, onRename, onClose }: Pick<Props, "name" | "onRename"> & { onClose: () => void }) {
  const [next, setNext] = useState(name);
  const { pending, send } = useAct();
  const ready = next.trim() !== "" && next.trim() !== name;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !pending)
          void send(async () => {
            if (await onRename(next.trim())) onClose();
          });
      }}
    >
      <Field label="Name">
        <Input value={next} maxLength={500} onChange={(event) => setNext(event.target.value)} />
      </Field>
      <div className="flex justify-end gap-2">
        <Button type="button" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={!ready} pending={pending}>
          Rename
        </Button>
      </div>
    </form>
  );
}
