"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { sendForm } from "@/components/frame/send-form";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Loading } from "@/components/ui/skeleton";
import { type Model, membersQuery, modelPath } from "./queries";

/** Whom to ask about a model; who may write names somebody else. */
export function ModelOwner({ model }: { model: Model }) {
  const mayWrite = useAbility("registry:write");
  const [open, setOpen] = useState(false);
  return (
    <span className="flex items-center gap-2">
      {model.owner === null ? <span className="text-muted">Nobody</span> : model.owner.name}
      {mayWrite && (
        <Button size="xs" variant="quiet" aria-label="Change the owner" onClick={() => setOpen(true)}>
          Change
        </Button>
      )}
      {mayWrite && <OwnerDialog key={String(open)} model={model} open={open} onOpenChange={setOpen} />}
    </span>
  );
}

const nobody = "nobody";

type Props = { model: Model; open: boolean; onOpenChange: (open: boolean) => void };

function OwnerDialog({ model, open, onOpenChange }: Props) {
  const { act } = useAct(["models"]);
  const { data, error, refetch } = useQuery({ ...membersQuery(), enabled: open });
  const [owner, setOwner] = useState(model.owner?.id ?? nobody);
  const [pending, setPending] = useState(false);
  const save = () =>
    act("owner", "The owner is changed.", "The owner is unchanged.", () =>
      api(modelPath(model.name), {
        method: "PATCH",
        body: { ownerId: owner === nobody ? null : owner },
      }),
    );
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Change the owner" width="sm">
      {error ? (
        <ErrorState what="The people" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what="people" rows={2} />
      ) : (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void sendForm(save, { setPending, close: () => onOpenChange(false) });
          }}
        >
          <Field label="Owner" hint="Whom others ask about this model. It gives no rights.">
            <Select
              options={[
                { value: nobody, label: "Nobody" },
                ...data.items.map(({ id, name, role }) => ({ value: id, label: name, hint: role })),
              ]}
              value={owner}
              onValueChange={setOwner}
            />
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <Button
              type="submit"
              variant="primary"
              pending={pending}
              disabled={owner === (model.owner?.id ?? nobody)}
            >
              Change the owner
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
