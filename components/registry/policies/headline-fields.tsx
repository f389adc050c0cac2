"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Draft } from "@/lib/core/registry/policies/draft";

const directions = [
  { value: "unknown", label: "Neither is better" },
  { value: "higher", label: "Higher is better" },
  { value: "lower", label: "Lower is better" },
] as const;

type Props = {
  headline: Draft["headline"];
  disabled: boolean;
  metricList: string;
  error: string | undefined;
  onChange: (headline: Draft["headline"]) => void;
};

/** The one metric that the model's cards show. */
export function HeadlineFields({ headline, disabled, metricList, error, onChange }: Props) {
  return (
    <section aria-label="Headline metric" className="flex flex-col gap-3 border-t border-hairline pt-4">
      <h2 className="text-title">Headline metric</h2>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Metric" optional hint="Cards on the board show it." error={error}>
          <Input
            value={headline.metric}
            disabled={disabled}
            list={metricList}
            autoComplete="off"
            onChange={(event) => onChange({ ...headline, metric: event.target.value })}
          />
        </Field>
        <Field label="Direction">
          <Select
            options={directions}
            value={headline.better}
            disabled={disabled}
            onValueChange={(better) => onChange({ ...headline, better })}
          />
        </Field>
      </div>
    </section>
  );
}
