"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { useViewer } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Scope, scopesOf } from "@/lib/core/access";
import type { NewTokenAnswer } from "@/lib/core/people/schemas";

const scopeWords: Record<Scope, string> = {
  read: "Read runs, models and monitors",
  "runs:write": "Log runs",
  "registry:write": "Register and describe models",
  "inference:write": "Log predictions and labels",
};
const lives = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
] as const;

type Props = { open: boolean; onOpenChange: (open: boolean) => void; onMade: () => unknown };

/** Makes a token, then shows it this once. */
export function NewTokenDialog({ open, onOpenChange, onMade }: Props) {
  const [made, setMade] = useState<NewTokenAnswer | null>(null);
  const close = (next: boolean) => {
    onOpenChange(next);
    if (!next) setMade(null);
  };
  if (made)
    return (
      <Dialog
        open={open}
        onOpenChange={close}
        title={`Copy ${made.name} now`}
        description="It is shown this once. Slipway keeps only its fingerprint."
        footer={<DialogClose>Done</DialogClose>}
      >
        <MadeToken token={made.token} />
      </Dialog>
    );
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title="Create a token"
      footer={
        <>
          <DialogClose />
          <Button type="submit" form="new-token" variant="primary">
            Create the token
          </Button>
        </>
      }
    >
      {/* while the dialog of a token that was just copied goes, no form stands in it */}
      {open && (
        <TokenForm
          onMade={(token) => {
            setMade(token);
            onMade();
          }}
        />
      )}
    </Dialog>
  );
}

function TokenForm({ onMade }: { onMade: (token: NewTokenAnswer) => void }) {
  const viewer = useViewer();
  const offered = scopesOf(viewer);
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly Scope[]>(
    offered.filter((scope) => scope !== "inference:write"),
  );
  const [days, setDays] = useState<(typeof lives)[number]["value"]>("90");
  const { error, pending, send } = useAct();
  const toggle = (scope: Scope, on: boolean) =>
    setChosen(offered.filter((one) => (one === scope ? on : chosen.includes(one))));
  return (
    <form
      id="new-token"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending) return;
        const body = { name, scopes: chosen, expiresInDays: Number(days) };
        void send(async () => onMade(await api<NewTokenAnswer>("/api/tokens", { body })));
      }}
    >
      <Field label="Name" hint="What uses it: laptop, nightly training." error={fieldMessage(error, "/name")}>
        <Input
          name="name"
          autoComplete="off"
          autoFocus
          required
          maxLength={100}
          value={name}
          onValueChange={setName}
        />
      </Field>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">It may</legend>
        {offered.map((scope) => (
          <Checkbox key={scope} checked={chosen.includes(scope)} onCheckedChange={(on) => toggle(scope, on)}>
            {scopeWords[scope]} <span className="font-mono text-xs text-muted">{scope}</span>
          </Checkbox>
        ))}
        {chosen.length === 0 && <p className="text-xs text-bad">Choose at least one.</p>}
      </fieldset>
      <Field label="Works for">
        <Select options={lives} value={days} onValueChange={setDays} className="max-w-40" />
      </Field>
      <Failure error={error} fields={["/name"]} />
    </form>
  );
}

function MadeToken({ token }: { token: string }) {
  const lines = [
    `export MLFLOW_TRACKING_URI="${window.location.origin}"`,
    `export MLFLOW_TRACKING_TOKEN="${token}"`,
    "python train.py",
  ];
  return (
    <div className="flex flex-col gap-3">
      <CodeBlock code={token} title="Token" wrap />
      <CodeBlock code={lines.join("\n")} title="With mlflow" wrap />
    </div>
  );
}
