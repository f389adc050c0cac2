"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { Choices } from "@/components/people/choices";
import { NewPassword } from "@/components/people/new-password";
import { signIn } from "@/components/people/sign-in";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

const ways = [
  { value: "team", label: "In a team", hint: "One person asks for Production, an engineer approves." },
  {
    value: "alone",
    label: "Alone",
    hint: "Nobody approves. The gates must pass, and the trail is the same.",
  },
] as const;

/** The first admin, and how the installation works. */
export function SetUpForm({ token }: { token: string }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [policy, setPolicy] = useState<"team" | "alone">("team");
  const { pending, error, send } = useAct();
  return (
    <form
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send(async () => {
          await api("/api/setup", { body: { token, name, email, password, policy } });
          await signIn(email, password, "/");
        });
      }}
    >
      <Field label="Name" error={fieldMessage(error, "/name")}>
        <Input name="name" autoComplete="name" autoFocus required value={name} onValueChange={setName} />
      </Field>
      <Field label="E-mail" error={fieldMessage(error, "/email")}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onValueChange={setEmail}
        />
      </Field>
      <NewPassword
        value={password}
        onValueChange={setPassword}
        about={[email, name]}
        error={fieldMessage(error, "/password")}
      />
      <Choices
        legend="Do you work alone, or in a team?"
        options={ways}
        value={policy}
        onValueChange={setPolicy}
      />
      <Failure error={error} fields={["/name", "/email", "/password"]} />
      <Button type="submit" variant="primary" pending={pending}>
        Set up Slipway
      </Button>
    </form>
  );
}
