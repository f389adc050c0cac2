"use client";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/components/frame/api";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { type GateCheck, registryKeys, versionPath } from "@/components/registry/requests/queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Name } from "@/components/ui/name";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { Stage } from "@/lib/core/registry/stages";
import { MoveEffect } from "./move-effect";
import { movePreviewQuery } from "./queries";

type Props = {
  model: string;
  version: number;
  to: Stage;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Moves a version where nothing guards the way; a reason may be given. */
export function MoveDialog({ model, version, to, open, onOpenChange }: Props) {
  const effect = useQuery({ ...movePreviewQuery(model, version, to), enabled: open });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Move version ${version} to ${to}`}
      description="Nothing guards this move: it is made at once."
      width="sm"
    >
      <MoveForm
        effect={<MoveEffect answer={effect} />}
        ready={effect.data !== undefined}
        least={0}
        variant="primary"
        verb={`Move to ${to}`}
        send={(reason) =>
          api(`${versionPath(model, version)}/transitions`, {
            body: { to, ...(reason === "" ? {} : { reason }) },
          })
        }
        done={`Version ${version} is in ${to}.`}
        onClose={() => onOpenChange(false)}
      />
    </Dialog>
  );
}

const leastReason = 10;

/** Moves a version past its policy: for those alone who hold the right, with a reason that stays to be seen. */
export function BypassDialog({
  model,
  version,
  to,
  open,
  onOpenChange,
  gates,
}: Props & { gates: GateCheck }) {
  const effect = useQuery({ ...movePreviewQuery(model, version, to), enabled: open });
  const failing = gates.gates.filter(({ result }) => result !== "passed");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={
        <span className="text-bad">
          Bypass the policy of <Name>{model}</Name>
        </span>
      }
      description={`Version ${version} goes to ${to} at once, without approval.`}
      width="sm"
    >
      <div className="flex flex-col gap-4 border-l-2 border-bad pl-3">
        <ul className="list-disc pl-5 text-base">
          {failing.map(({ name, result, why }) => (
            <li key={name}>
              <Name>{name}</Name>: {result === "failed" ? "failed" : "unknown"}. {why}
            </li>
          ))}
          <li>
            {gates.demand === null || gates.demand.approvals === 0
              ? "No approval is skipped."
              : `${gates.demand.approvals === 1 ? "1 approval is" : `${gates.demand.approvals} approvals are`} skipped.`}
          </li>
          <li>
            The version wears a red badge with your name and your reason for as long as it stands there.
          </li>
        </ul>
        <MoveForm
          effect={<MoveEffect answer={effect} />}
          ready={effect.data !== undefined}
          least={leastReason}
          variant="danger"
          verb={`Bypass and move to ${to}`}
          send={(reason) => api(`${versionPath(model, version)}/bypass`, { body: { to, reason } })}
          done={`Version ${version} is in ${to}, past the policy.`}
          onClose={() => onOpenChange(false)}
        />
      </div>
    </Dialog>
  );
}

function MoveForm(props: {
  effect: ReactNode;
  /** What it does is in sight. */
  ready: boolean;
  least: number;
  variant: "primary" | "danger";
  verb: ReactNode;
  done: string;
  send: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { effect, ready, least, variant, verb, done, send, onClose } = props;
  const moving = useAct(registryKeys);
  const [reason, setReason] = useState("");
  const short = !ready || reason.trim().length < least;
  const go = () =>
    moving.send(async () => {
      await send(reason.trim());
      toast.done(done);
      onClose();
    });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!short) void go();
      }}
    >
      {effect}
      <Field
        label="Reason"
        optional={least === 0}
        {...(least === 0 ? {} : { hint: `At least ${least} characters; everybody can read it.` })}
      >
        <Textarea value={reason} maxLength={10_000} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Failure error={moving.error} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant={variant} pending={moving.pending} disabled={short}>
          {verb}
        </Button>
      </div>
    </form>
  );
}
