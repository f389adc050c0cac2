"use client";
import type { Version } from "@/components/registry/versions/queries";
import { differenceUrl } from "@/components/registry/versions/queries";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { standingHint } from "@/components/ui/standing";

type Props = {
  model: string;
  versions: readonly Version[];
  from: number | null;
  to: number | null;
  onChoose: (chosen: { from: number; to: number }) => unknown;
};

/** Two versions to be laid side by side: the one in Production and the newest, until others are chosen. */
export function CompareVersions({ model, versions, from, to, onChoose }: Props) {
  const [newest, second] = versions;
  if (newest === undefined || second === undefined) return null;
  const production = versions.find(({ stage, number }) => stage === "Production" && number !== newest.number);
  const pair = { from: from ?? (production ?? second).number, to: to ?? newest.number };
  const options = versions.map(({ number, stage, bypass }) => ({
    value: String(number),
    label: `Version ${number}`,
    ...(stage === "None" ? {} : { hint: standingHint({ stage, bypass }) }),
  }));
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <span>Compare</span>
      <Select
        label="Compare this version"
        size="sm"
        className="!w-44"
        options={options}
        value={String(pair.from)}
        onValueChange={(value) => onChoose({ ...pair, from: Number(value) })}
      />
      <span>with</span>
      <Select
        label="with this version"
        size="sm"
        className="!w-44"
        options={options}
        value={String(pair.to)}
        onValueChange={(value) => onChoose({ ...pair, to: Number(value) })}
      />
      {pair.from === pair.to ? (
        <span className="text-muted">Choose two versions.</span>
      ) : (
        <LinkButton size="sm" href={differenceUrl(model, pair.from, pair.to)}>
          Show the difference
        </LinkButton>
      )}
    </div>
  );
}
