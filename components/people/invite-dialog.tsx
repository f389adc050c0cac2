"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import type { Handed } from "@/components/people/link-dialog";
import { roleOptions } from "@/components/people/roles";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Role } from "@/lib/core/access";
import type { LinkAnswer, UserRow } from "@/lib/core/people/schemas";

type Invited = (handed: Handed) => void;

export function InviteDialog({
  open,
  onOpenChange,
  onInvited,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onInvited: Invited;
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Invite a person"
      description="You get a link to pass on; they choose their own password."
      footer={
        <>
          <DialogClose />
          <Button type="submit" form="invite" variant="primary">
            Make the invitation
          </Button>
        </>
      }
    >
      <InviteForm onInvited={onInvited} />
    </Dialog>
  );
}

function InviteForm({ onInvited }: { onInvited: Invited }) {
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("scientist");
  const [admin, setAdmin] = useState(false);
  const { pending, error, send } = useAct();
  return (
    <form
      id="invite"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending) return;
        void send(async () => {
          const body = { email, name, role, admin };
          const { user, link } = await api<{ user: UserRow; link: LinkAnswer }>("/api/users", { body });
          onInvited({ email: user.email, link });
        });
      }}
    >
      <Field label="E-mail" error={fieldMessage(error, "/email")}>
        <Input type="email" autoComplete="off" autoFocus required value={email} onValueChange={setEmail} />
      </Field>
      <Field label="Name" error={fieldMessage(error, "/name")}>
        <Input autoComplete="off" required value={name} onValueChange={setName} />
      </Field>
      <Field label="Role">
        <Select options={roleOptions} value={role} onValueChange={setRole} className="max-w-40" />
      </Field>
      <Checkbox checked={admin} onCheckedChange={setAdmin}>
        Admin of this installation, too
      </Checkbox>
      <Failure error={error} fields={["/email", "/name"]} />
    </form>
  );
}
