"use client";
import { useState } from "react";
import { useAct } from "@/components/frame/use-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  words: string;
  /** How far it is, while many runs are tagged. */
  progress?: string | null;
  /** False where it failed, and was told so: the dialog stays, with what was typed. */
  onTag: (key: string, value: string) => Promise<boolean>;
};

/** Sets one tag on the chosen runs; the same key again replaces its value. */
export function TagDialog({ open, onOpenChange, ...form }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Tag ${form.words}`}>
      <TagForm {...form} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Omit<Props, "open" | "onOpenChange"> & { onClose: () => void };

function TagForm({ words, progress, onTag, onClose }: FormProps) {
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const { pending, send } = useAct();
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending)
          void send(async () => {
            if (await onTag(key.trim(), value)) onClose();
          });
      }}
    >
      <Field label="Key" hint="A tag that is there already gets the new value.">
        <Input value={key} maxLength={250} onChange={(event) => setKey(event.target.value)} />
      </Field>
      <Field label="Value" optional>
        <Input value={value} maxLength={8000} onChange={(event) => setValue(event.target.value)} />
      </Field>
      <div className="flex items-center justify-end gap-2">
        <span role="status" className="mr-auto text-sm text-muted tabular-nums">
          {progress}
        </span>
        <Button type="button" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={key.trim() === ""} pending={pending}>
          Tag {words}
        </Button>
      </div>
    </form>
  );
}
