"use client";
import { useState } from "react";
import { problemOf } from "@/components/frame/api";
import { explainWait } from "@/components/frame/api-error";
import { settle } from "@/components/frame/reauthentication-store";
import { useAct } from "@/components/frame/use-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Asks for the password in place when an act needs a fresh sign-in; the page behind keeps all that was typed. */
export function Reauthentication() {
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && settle(false)}
      width="sm"
      title="Confirm that it is you"
      description="This act needs a recent sign-in. Your page and what you typed stay as they are."
    >
      <PasswordForm />
    </Dialog>
  );
}

function PasswordForm() {
  const [password, setPassword] = useState("");
  const { pending, error, send } = useAct();
  const confirm = () =>
    send(async () => {
      const response = await fetch("/api/me/reauthentication", {
        method: "POST",
        credentials: "same-origin",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ password }),
      });
      if (!response.ok) throw await problemOf(response);
      settle(true);
    });

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <Field label="Password" error={error === null ? undefined : explainWait(error)}>
        <Input
          type="password"
          name="password"
          autoComplete="current-password"
          autoFocus
          required
          value={password}
          onValueChange={setPassword}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={() => settle(false)}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending} disabled={password === ""}>
          Confirm
        </Button>
      </div>
    </form>
  );
}
