"use client";
import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { type DraftFault, type DraftGate, emptyGate, faultAt } from "@/lib/core/registry/policies/draft";
import type { Gate } from "@/lib/core/registry/policies/policy";

const kinds: { kind: Gate["kind"]; add: string; name: string; says: string }[] = [
  {
    kind: "bound",
    add: "A metric against a number",
    name: "Metric against a number",
    says: "The last value that its run logged.",
  },
  {
    kind: "production",
    add: "A metric against Production",
    name: "Metric against Production",
    says: "Compared with the version that is in Production. Where nothing is, it passes.",
  },
  { kind: "tags", add: "Required tags", name: "Required tags", says: "The version has each of these tags." },
  {
    kind: "card",
    add: "A complete card",
    name: "Card complete",
    says: "The model and the version are both described.",
  },
  {
    kind: "lineage",
    add: "Lineage",
    name: "Has lineage",
    says: "Its run exists, and has a dataset or a git commit.",
  },
];
const directions = [
  { value: "higher", label: "Higher is better" },
  { value: "lower", label: "Lower is better" },
] as const;

type Props = {
  stage: string;
  gates: readonly DraftGate[];
  disabled: boolean;
  faults: readonly DraftFault[];
  /** Where the gates stand in what is sent. */
  pointer: string;
  metricList: string;
  onChange: (gates: DraftGate[]) => void;
};

/** The checks at a stage's entrance: added by kind, each with its own fields. */
export function GateFields({ stage, gates, disabled, faults, pointer, metricList, onChange }: Props) {
  const change = (id: number, part: Partial<DraftGate>) =>
    onChange(gates.map((gate) => (gate.id === id ? { ...gate, ...part } : gate)));
  const next = Math.max(-1, ...gates.map(({ id }) => id)) + 1;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">Gates of {stage}</legend>
      {gates.length === 0 && <p className="text-sm text-muted">No gates: every version may be asked for.</p>}
      <ol className="flex flex-col">
        {gates.map((gate, index) => (
          <li
            key={gate.id}
            className="flex min-w-0 items-start gap-2 border-t border-hairline py-3 last:border-b"
          >
            <OneGate
              gate={gate}
              disabled={disabled}
              metricList={metricList}
              fault={(field) => faultAt(faults, `${pointer}/${index}/${field}`)}
              onChange={(part) => change(gate.id, part)}
            />
            {!disabled && (
              <IconButton
                label={`Remove gate ${index + 1}`}
                icon={<Trash2 />}
                onClick={() => onChange(gates.filter(({ id }) => id !== gate.id))}
              />
            )}
          </li>
        ))}
      </ol>
      {!disabled && gates.length < 20 && (
        <div>
          <Menu
            trigger={
              <Button size="sm">
                <Plus aria-hidden /> Add a gate
              </Button>
            }
          >
            {kinds.map(({ kind, add }) => (
              <MenuItem key={kind} onClick={() => onChange([...gates, emptyGate(next, kind)])}>
                {add}
              </MenuItem>
            ))}
          </Menu>
        </div>
      )}
    </fieldset>
  );
}

function OneGate({
  gate,
  disabled,
  metricList,
  fault,
  onChange,
}: {
  gate: DraftGate;
  disabled: boolean;
  metricList: string;
  fault: (field: string) => string | undefined;
  onChange: (part: Partial<DraftGate>) => void;
}) {
  const { name, says } = kinds.find(({ kind }) => kind === gate.kind) ?? { name: gate.kind, says: "" };
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      <p className="text-sm">
        {name}. <span className="text-muted">{says}</span>
      </p>
      {(gate.kind === "bound" || gate.kind === "production") && (
        <div className="grid gap-2 sm:grid-cols-3">
          <Field label="Metric" error={fault("metric")}>
            <Input
              value={gate.metric}
              disabled={disabled}
              list={metricList}
              autoComplete="off"
              onChange={(event) => onChange({ metric: event.target.value })}
            />
          </Field>
          <Field label="Direction">
            <Select
              options={directions}
              value={gate.better}
              disabled={disabled}
              onValueChange={(better) => onChange({ better })}
            />
          </Field>
          <Field
            label={
              gate.kind === "production"
                ? "May be worse by"
                : gate.better === "higher"
                  ? "At least"
                  : "At most"
            }
            error={fault(gate.kind === "production" ? "tolerance" : "bound")}
          >
            <Input
              inputMode="decimal"
              value={gate.number}
              disabled={disabled}
              onChange={(event) => onChange({ number: event.target.value })}
            />
          </Field>
        </div>
      )}
      {gate.kind === "tags" && (
        <Field label="Tags" hint="Keys, apart by commas." error={fault("keys")}>
          <Input
            value={gate.keys}
            disabled={disabled}
            onChange={(event) => onChange({ keys: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
