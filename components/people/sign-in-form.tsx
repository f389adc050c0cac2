"use client";
import { useState } from "react";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { signIn, signInElsewhere } from "@/components/people/sign-in";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = { next: string; provider: string | null; focus: boolean };

/** E-mail and password, and the provider where there is one. `next` is a path of ours. */
export function SignInForm({ next, provider, focus }: Props) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useAct();
  const elsewhere = useAct();
  return (
    <form
      // Sent before the page has started, it must not put a password into the address.
      method="post"
      action="/api/auth/callback/credentials"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void form.send(() => signIn(email, password, next));
      }}
    >
      <Field label="E-mail">
        <Input
          type="email"
          name="email"
          autoComplete="username"
          autoFocus={focus}
          required
          value={email}
          onValueChange={setEmail}
        />
      </Field>
      <Field label="Password">
        <Input
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onValueChange={setPassword}
        />
      </Field>
      <Failure error={form.error ?? elsewhere.error} />
      <Button type="submit" variant="primary" pending={form.pending}>
        Sign in
      </Button>
      {provider !== null && (
        <Button pending={elsewhere.pending} onClick={() => elsewhere.send(() => signInElsewhere(next))}>
          Sign in with {provider}
        </Button>
      )}
    </form>
  );
}
