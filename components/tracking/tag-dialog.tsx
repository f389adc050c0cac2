"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  words: string;
  onTag: (key: string, value: string) => Promise<unknown>;
};

/** Sets one tag on the chosen runs; the same key again replaces its value. */
export function TagDialog({ open, onOpenChange, words, onTag }: Props) {
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const [pending, setPending] = useState(false);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`Tag ${words}`}>
      <form
        className="flex flex-col gap-4"
        onSubmit={async (event) => {
          event.preventDefault();
          setPending(true);
          await onTag(key.trim(), value);
          setPending(false);
          onOpenChange(false);
        }}
      >
        <Field label="Key" hint="A tag that is there already gets the new value.">
          <Input value={key} maxLength={250} onChange={(event) => setKey(event.target.value)} />
        </Field>
        <Field label="Value" optional>
          <Input value={value} maxLength={8000} onChange={(event) => setValue(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button type="button" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={key.trim() === ""} pending={pending}>
            Tag {words}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
