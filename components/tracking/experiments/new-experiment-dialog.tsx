"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { ApiError } from "@/components/frame/api-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Makes an experiment and opens it; scripts make theirs by logging into a new name. */
export function NewExperimentDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const router = useRouter();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const [pending, setPending] = useState(false);

  async function make() {
    setPending(true);
    try {
      const { id } = await api<{ id: string }>("/api/experiments", { body: { name: name.trim() } });
      router.push(`/experiments/${id}`);
    } catch (error) {
      setProblem(error instanceof ApiError ? (error.detail ?? error.title) : "It could not be made.");
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="New experiment">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Field
          label="Name"
          hint="A script that logs into a new name makes its experiment by itself."
          error={problem}
        >
          <Input value={name} maxLength={500} onChange={(event) => setName(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button type="button" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={name.trim() === ""} pending={pending}>
            Create the experiment
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
