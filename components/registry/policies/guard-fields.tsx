"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type DraftFault, type DraftGuard, emptyGuard, faultAt } from "@/lib/core/registry/policies/draft";
import type { Stage } from "@/lib/core/registry/stages";
import { GateFields } from "./gate-fields";
import type { PolicyState } from "./queries";

const askers = [
  { value: "scientist", label: "Scientists and engineers" },
  { value: "engineer", label: "Engineers alone" },
] as const;
const counts = ["0", "1", "2", "3", "4", "5"].map((value) => ({
  value,
  label: value === "0" ? "None: it applies at once" : value === "1" ? "1 engineer" : `${value} engineers`,
}));

type Props = {
  stage: Stage;
  guard: DraftGuard | undefined;
  engineers: PolicyState["engineers"];
  disabled: boolean;
  faults: readonly DraftFault[];
  metricList: string;
  onChange: (guard: DraftGuard | undefined) => void;
};

/** What one stage demands of whoever wants to enter or leave it. */
export function GuardFields({ stage, guard, engineers, disabled, faults, metricList, onChange }: Props) {
  const pointer = `/policy/guards/${stage}`;
  const fault = (field: string) => faultAt(faults, `${pointer}/${field}`);
  return (
    <section aria-label={stage} className="flex min-w-0 flex-col gap-4 border-t border-hairline pt-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-title">{stage}</h2>
        <Checkbox
          checked={guard !== undefined}
          disabled={disabled}
          onCheckedChange={(on) => onChange(on ? emptyGuard : undefined)}
        >
          Guard {stage}
        </Checkbox>
      </div>
      {guard === undefined ? (
        <p className="text-sm text-muted">Whoever may write moves versions in and out at once.</p>
      ) : (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="Who may ask">
              <Select
                options={askers}
                value={guard.request}
                disabled={disabled}
                onValueChange={(request) => onChange({ ...guard, request })}
              />
            </Field>
            <Field label="Approvals" error={fault("approvals")}>
              <Select
                options={counts}
                value={guard.approvals}
                disabled={disabled}
                onValueChange={(approvals) => onChange({ ...guard, approvals })}
              />
            </Field>
            <Field
              label="A request expires after, in hours"
              hint="From 1 to 720."
              error={fault("expiresAfterHours")}
            >
              <Input
                inputMode="numeric"
                value={guard.expiresAfterHours}
                disabled={disabled}
                onChange={(event) => onChange({ ...guard, expiresAfterHours: event.target.value })}
              />
            </Field>
            <Field
              label="Tied aliases"
              optional
              hint="Apart by commas. They move only with a transition into this stage."
              error={fault("aliases")}
            >
              <Input
                value={guard.aliases}
                disabled={disabled}
                placeholder="champion"
                onChange={(event) => onChange({ ...guard, aliases: event.target.value })}
              />
            </Field>
          </div>
          <Approvers {...{ stage, guard, engineers, disabled, onChange }} error={fault("approvers")} />
          <Checkbox
            checked={guard.selfApproval}
            disabled={disabled}
            onCheckedChange={(selfApproval) => onChange({ ...guard, selfApproval })}
          >
            Who asks may also approve
          </Checkbox>
          <GateFields
            stage={stage}
            gates={guard.gates}
            disabled={disabled}
            faults={faults}
            pointer={`${pointer}/gates`}
            metricList={metricList}
            onChange={(gates) => onChange({ ...guard, gates })}
          />
        </>
      )}
    </section>
  );
}

type ApproverProps = Pick<Props, "stage" | "engineers" | "disabled" | "onChange"> & {
  guard: DraftGuard;
  error: string | undefined;
};

function Approvers({ stage, guard, engineers, disabled, onChange, error }: ApproverProps) {
  // Somebody who was named and is no engineer any more can only be taken off.
  const gone = guard.approvers.filter((id) => !engineers.some((one) => one.id === id));
  const people = [...engineers, ...gone.map((id) => ({ id, name: "Somebody who is no engineer any more" }))];
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">Who approves {stage}</legend>
      <p className="text-xs text-muted">
        {guard.approvers.length === 0
          ? "Any engineer. Choose people to let them alone approve."
          : "The chosen people alone."}
      </p>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {people.map(({ id, name }) => (
          <Checkbox
            key={id}
            checked={guard.approvers.includes(id)}
            disabled={disabled}
            onCheckedChange={(on) =>
              onChange({
                ...guard,
                approvers: on ? [...guard.approvers, id] : guard.approvers.filter((one) => one !== id),
              })
            }
          >
            {name}
          </Checkbox>
        ))}
        {people.length === 0 && <span className="text-sm">This project has no engineer.</span>}
      </div>
      {error !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
