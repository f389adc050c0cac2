"use client";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { passwordLength, passwordProblem } from "@/lib/core/people/passwords";

/** A password to be chosen. Says what is wrong with it once it was left; `error` is what the server said. */
export function NewPassword({
  value,
  onValueChange,
  about,
  error,
  label = "Password",
}: {
  value: string;
  onValueChange: (value: string) => void;
  about: readonly string[];
  error?: string | undefined;
  label?: string;
}) {
  const [left, setLeft] = useState(false);
  const [shown, setShown] = useState(false);
  const problem = (left && value !== "" ? passwordProblem(value, about) : null) ?? error;
  return (
    <div className="flex flex-col gap-1">
      <Field
        label={label}
        // the reason says the same, and more
        {...(problem === undefined
          ? { hint: `At least ${passwordLength.min} characters. A few words are good.` }
          : { error: problem })}
      >
        <Input
          type={shown ? "text" : "password"}
          name="password"
          autoComplete="new-password"
          required
          value={value}
          onValueChange={onValueChange}
          onBlur={() => setLeft(true)}
        />
      </Field>
      <Checkbox checked={shown} onCheckedChange={setShown} className="text-sm">
        Show the password
      </Checkbox>
    </div>
  );
}
