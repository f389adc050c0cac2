"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Loading } from "@/components/ui/skeleton";
import { type Model, membersQuery, modelPath, modelsKey } from "./queries";

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
      {mayWrite && (
        <Dialog open={open} onOpenChange={setOpen} title="Change the owner" width="sm">
          <OwnerForm model={model} onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </span>
  );
}

const nobody = "nobody";

function OwnerForm({ model, onClose }: { model: Model; onClose: () => void }) {
  const { pending, act } = useAct([modelsKey]);
  const { data, error, refetch } = useQuery(membersQuery());
  const [owner, setOwner] = useState(model.owner?.id ?? nobody);
  async function save() {
    const body = { ownerId: owner === nobody ? null : owner };
    const done = await act("owner", "The owner is changed.", "The owner is unchanged.", () =>
      api(modelPath(model.name), { method: "PATCH", body }),
    );
    if (done) onClose();
  }
  if (error) return <ErrorState what="The people" error={error} onRetry={refetch} />;
  if (data === undefined) return <Loading what="people" rows={2} />;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
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
        <Button onClick={onClose}>Cancel</Button>
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
  );
}
