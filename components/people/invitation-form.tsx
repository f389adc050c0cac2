"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { NewPassword } from "@/components/people/new-password";
import { signIn } from "@/components/people/sign-in";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = { token: string; email: string; name: string; purpose: "invitation" | "reset" };

/** Choose a password by a one-time link, and come in. */
export function InvitationForm({ token, email, name: known, purpose }: Props) {
  const [name, setName] = useState(known);
  const [password, setPassword] = useState("");
  const { pending, error, send } = useAct();
  return (
    <form
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send(async () => {
          const more = purpose === "invitation" ? { name } : {};
          await api("/api/invitation", { body: { token, password, ...more } });
          await signIn(email, password, "/");
        });
      }}
    >
      <Field label="E-mail">
        <Input type="email" name="email" autoComplete="username" readOnly value={email} />
      </Field>
      {purpose === "invitation" && (
        <Field label="Name" error={fieldMessage(error, "/name")}>
          <Input name="name" autoComplete="name" required value={name} onValueChange={setName} />
        </Field>
      )}
      <NewPassword
        value={password}
        onValueChange={setPassword}
        about={[email, name]}
        error={fieldMessage(error, "/password")}
      />
      <Failure error={error} fields={["/name", "/password"]} />
      <Button type="submit" variant="primary" pending={pending}>
        {purpose === "invitation" ? "Join Slipway" : "Set the password"}
      </Button>
    </form>
  );
}
