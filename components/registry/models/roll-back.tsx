"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { GateList } from "@/components/registry/requests/gate-list";
import { gateCheckQuery, registryKeys } from "@/components/registry/requests/queries";
import { RequestDialog } from "@/components/registry/requests/request-dialog";
import { StaleRequests } from "@/components/registry/versions/move-effect";
import { movePreviewQuery } from "@/components/registry/versions/queries";
import { WayInMark } from "@/components/registry/versions/way-in-mark";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { Rollback } from "./queries";
import { modelPath } from "./queries";

type Props = { model: string; rollback: Rollback };

/** The way back to the version that was in Production before. To what nobody approved, or can compare, nobody goes back: one asks. */
export function RollBack({ model, rollback }: Props) {
  const { previous, whyAsk } = rollback;
  if (previous === null) return null;
  return whyAsk === null ? (
    <RollBackTo model={model} rollback={rollback} previous={previous} />
  ) : (
    <AskFor model={model} version={previous} />
  );
}

function AskFor({ model, version }: { model: string; version: number }) {
  const [open, setOpen] = useState(false);
  const mayAsk = useAbility("registry:write");
  if (!mayAsk)
    return <p className="text-sm text-muted">There is no way back to version {version} at once.</p>;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Request Production for v{version}</Button>
      <RequestDialog
        {...{ model, version, open }}
        to="Production"
        onOpenChange={setOpen}
        onDone={() => setOpen(false)}
      />
    </>
  );
}

/** Puts the version back that was in Production before: a press, a reason, a press. */
function RollBackTo({ model, rollback, previous }: Props & { previous: number }) {
  const [open, setOpen] = useState(false);
  // What the dialog was opened for: what is read anew under it must not turn it into another question.
  const [asked, setAsked] = useState<Rollback | null>(null);
  return (
    <>
      {rollback.you.mayRollBack ? (
        <Button
          onClick={() => {
            setAsked(rollback);
            setOpen(true);
          }}
        >
          Roll back to v{previous}
        </Button>
      ) : (
        <p className="text-sm text-muted">An engineer can roll back to version {previous}.</p>
      )}
      {asked !== null && asked.previous !== null && (
        <Dialog
          open={open}
          onOpenChange={setOpen}
          title={`Roll back to version ${asked.previous}`}
          description={<Effect to={asked.previous} {...asked} />}
          width="sm"
        >
          <RollBackForm
            {...{ model, to: asked.previous, wayIn: asked.wayIn }}
            onClose={() => setOpen(false)}
          />
        </Dialog>
      )}
    </>
  );
}

type EffectProps = { to: number } & Pick<Rollback, "current" | "since">;

function Effect({ to, current, since }: EffectProps) {
  return (
    <>
      {current === null
        ? `Version ${to} enters Production at once.`
        : `Version ${to} enters Production at once, and version ${current} is archived.`}
      {since !== null && (
        <>
          {" "}
          It last entered Production on <Time value={since} exact />.
        </>
      )}{" "}
      It skips versions that a rollback took back. Gates are not asked again.
    </>
  );
}

/** What the gates say of the version: to know before the press, for a rollback is not held up by them. */
function GatesNow({ model, version }: { model: string; version: number }) {
  const { data } = useQuery(gateCheckQuery(model, version, "Production"));
  if (data === undefined || data.gates.length === 0) return null;
  return (
    <section aria-label={`Gates of version ${version}`} className="flex flex-col gap-1">
      <p className="text-sm text-muted">What the gates of Production say of version {version} now:</p>
      <GateList gates={data.gates} />
    </section>
  );
}

/** Whose requests it makes stale: each was compared with what stands in Production now. */
function StaleByIt({ model, version }: { model: string; version: number }) {
  const { data } = useQuery(movePreviewQuery(model, version, "Production"));
  if (data === undefined || data.stale.length === 0) return null;
  return (
    <section aria-label="What becomes stale" className="flex flex-col gap-1">
      <p className="text-sm text-muted">Becomes stale by it:</p>
      <StaleRequests stale={data.stale} />
    </section>
  );
}

type FormProps = { model: string; to: number; onClose: () => void } & Pick<Rollback, "wayIn">;

function RollBackForm({ model, to, wayIn, onClose }: FormProps) {
  const { pending, error, send } = useAct(registryKeys);
  const [reason, setReason] = useState("");
  async function rollBack() {
    if (!(await send(() => api(`${modelPath(model)}/rollback`, { body: { reason, to } })))) return;
    // The page behind shows the new state before the dialog goes.
    toast.done(`Version ${to} is in Production again.`);
    onClose();
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") void rollBack();
      }}
    >
      <WayInMark version={to} wayIn={wayIn} />
      <GatesNow model={model} version={to} />
      <StaleByIt model={model} version={to} />
      <Field
        label="Reason"
        hint="Kept in the history. Where approvals are asked, a second engineer confirms within 24 hours."
      >
        <Textarea value={reason} maxLength={10_000} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Failure error={error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="danger" pending={pending} disabled={reason.trim() === ""}>
          Roll back to version {to}
        </Button>
      </div>
    </form>
  );
}
