"use client";
import { useQuery } from "@tanstack/react-query";
import { type ComponentProps, useState } from "react";
import { useAbility } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { runModelsQuery } from "./queries";
import { RegisterForm } from "./register-form";

type Props = {
  runId: string;
  /** What is chosen to begin with; else the first that the run holds. */
  source?: string;
  /** The accessible name where several buttons stand under each other; their word is shorter. */
  label?: string;
} & Pick<ComponentProps<typeof Button>, "size" | "variant">;

/** Makes a version of a model from what the run holds; nothing for who may not, or where it holds nothing. */
export function RegisterModel({ runId, source, label, ...look }: Props) {
  const mayWrite = useAbility("registry:write");
  const { data } = useQuery({ ...runModelsQuery(runId), enabled: mayWrite });
  const [open, setOpen] = useState(false);
  const models = data?.items ?? [];
  const [first] = models;
  if (!mayWrite || first === undefined) return null;
  return (
    <>
      <Button {...look} {...(label !== undefined && { "aria-label": label })} onClick={() => setOpen(true)}>
        {label === undefined ? "Register model" : "Register"}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Register model"
        description="Makes the next version of a model from what this run holds."
      >
        <RegisterForm
          runId={runId}
          models={models}
          first={source ?? first.source}
          onClose={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}
