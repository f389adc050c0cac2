"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { roleWords } from "@/components/frame/session";
import { useAct } from "@/components/frame/use-act";
import { useViewer } from "@/components/frame/viewer-context";
import { NewPassword } from "@/components/people/new-password";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";

export function ProfileSettings() {
  return (
    <div className="flex flex-col gap-8">
      <NameForm />
      <PasswordForm />
    </div>
  );
}

function NameForm() {
  const viewer = useViewer();
  const router = useRouter();
  const [name, setName] = useState(viewer.name);
  const { pending, error, send } = useAct();
  return (
    <form
      aria-label="Profile"
      className="flex max-w-90 flex-col gap-4"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await send(() => api("/api/me", { method: "PATCH", body: { name } })))) return;
        toast.done("Your name is saved.");
        router.refresh();
      }}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-base">
        <dt className="text-muted">E-mail</dt>
        <dd className="truncate">{viewer.email}</dd>
        <dt className="text-muted">Role</dt>
        <dd>
          {roleWords(viewer)} in {viewer.project.name}
        </dd>
      </dl>
      <Field label="Name" error={fieldMessage(error, "/name")}>
        <Input name="name" autoComplete="name" required value={name} onValueChange={setName} />
      </Field>
      <Failure error={error} fields={["/name"]} />
      <Button type="submit" className="self-start" pending={pending} disabled={name.trim() === viewer.name}>
        Save the name
      </Button>
    </form>
  );
}

function PasswordForm() {
  const viewer = useViewer();
  const [currentPassword, setCurrent] = useState("");
  const [newPassword, setNew] = useState("");
  const { pending, error, send } = useAct();
  return (
    <form
      method="post"
      aria-labelledby="change-password"
      className="flex max-w-90 flex-col gap-4"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await send(() => api("/api/me/password", { body: { currentPassword, newPassword } })))) return;
        setCurrent("");
        setNew("");
        toast.done("Your password is changed.", { detail: "All your other sessions have ended." });
      }}
    >
      <h2 id="change-password" className="text-base font-medium">
        Change the password
      </h2>
      <input type="hidden" name="username" autoComplete="username" value={viewer.email} />
      <Field label="Present password" error={fieldMessage(error, "/currentPassword")}>
        <Input
          type="password"
          name="current"
          autoComplete="current-password"
          required
          value={currentPassword}
          onValueChange={setCurrent}
        />
      </Field>
      <NewPassword
        label="New password"
        value={newPassword}
        onValueChange={setNew}
        about={[viewer.email, viewer.name]}
        error={fieldMessage(error, "/newPassword")}
      />
      <Failure error={error} fields={["/currentPassword", "/newPassword"]} />
      <Button
        type="submit"
        className="self-start"
        pending={pending}
        disabled={currentPassword === "" || newPassword === ""}
      >
        Change the password
      </Button>
    </form>
  );
}
