"use client";
import { useId } from "react";
import type { AuditFilters, FilterChange } from "@/components/audit/view";
import { SearchBox } from "@/components/frame/search-box";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { knownActions } from "@/lib/core/audit/words";

type Props = { view: AuditFilters; onFilter: (change: FilterChange) => void };

const outcomes = [
  { value: "any", label: "Done or refused" },
  { value: "done", label: "Done" },
  { value: "refused", label: "Refused" },
] as const;

/** Who, what, on what, when it was recorded. Each is applied a moment after it was typed. */
export function Filters({ view, onFilter }: Props) {
  const actions = useId();
  const said = Object.values(view).some((value) => value !== "");
  return (
    <search className="flex flex-wrap items-end gap-3 text-xs text-muted">
      <Words label="Who" hint="name or e-mail" value={view.actor} onWords={(actor) => onFilter({ actor })} />
      <Words
        label="What"
        hint="set-alias"
        value={view.action}
        onWords={(action) => onFilter({ action })}
        list={actions}
      />
      <datalist id={actions}>
        {knownActions.map((action) => (
          <option key={action} value={action} />
        ))}
      </datalist>
      <Words
        label="On what"
        hint="model, run or id"
        value={view.target}
        onWords={(target) => onFilter({ target })}
      />
      <div className="flex flex-col gap-1">
        <span aria-hidden>Outcome</span>
        <Select
          label="Outcome"
          options={outcomes}
          value={outcomes.find(({ value }) => value === view.outcome)?.value ?? "any"}
          onValueChange={(outcome) => onFilter({ outcome: outcome === "any" ? null : outcome })}
          className="w-44 text-text"
        />
      </div>
      <Day label="Recorded from, UTC" value={view.from} onDay={(from) => onFilter({ from })} />
      <Day label="Recorded until, UTC" value={view.to} onDay={(to) => onFilter({ to })} />
      {said && (
        <Button
          variant="quiet"
          onClick={() =>
            onFilter({ actor: null, action: null, target: null, outcome: null, from: null, to: null })
          }
        >
          Clear
        </Button>
      )}
    </search>
  );
}

function Words({
  label,
  hint,
  value,
  onWords,
  list,
}: {
  label: string;
  hint: string;
  value: string;
  onWords: (words: string | null) => void;
  list?: string;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id}>{label}</label>
      <SearchBox
        id={id}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        className="w-44 text-text"
        value={value}
        onText={(words) => onWords(words || null)}
        {...(list === undefined ? {} : { list })}
      />
    </div>
  );
}

function Day({ label, value, onDay }: { label: string; value: string; onDay: (day: string | null) => void }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="date"
        className="w-36 text-text"
        value={value.slice(0, 10)}
        onChange={(event) => onDay(event.target.value || null)}
      />
    </div>
  );
}
