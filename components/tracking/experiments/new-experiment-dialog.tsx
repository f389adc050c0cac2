"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useGo } from "@/components/frame/go";
import { useAct } from "@/components/frame/use-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { experimentsKey } from "./queries";

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Makes an experiment and opens it; scripts make theirs by logging into a new name. */
export function NewExperimentDialog({ open, onOpenChange }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="New experiment">
      <NewExperimentForm onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewExperimentForm({ onClose }: { onClose: () => void }) {
  const go = useGo();
  const [name, setName] = useState("");
  const { pending, error, send } = useAct([experimentsKey]);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending) return;
        void send(async () => {
          const { id } = await api<{ id: string }>("/api/experiments", { body: { name: name.trim() } });
          go(`/experiments/${id}`);
        });
      }}
    >
      <Field
        label="Name"
        hint="A script that logs into a new name makes its experiment by itself."
        error={fieldMessage(error, "/name")}
      >
        <Input value={name} maxLength={500} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Failure error={error} fields={["/name"]} />
      <div className="flex justify-end gap-2">
        <Button type="button" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={name.trim() === ""} pending={pending}>
          Create the experiment
        </Button>
      </div>
    </form>
  );
}
