"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { PageBody } from "@/components/frame/page-body";
import { PageHeader } from "@/components/frame/page-header";
import { useLiveKeys } from "@/components/frame/use-live-keys";
import { modelUrl } from "@/components/registry/models/queries";
import { registryLive } from "@/components/registry/requests/queries";
import { type Version, versionsQuery } from "@/components/registry/versions/queries";
import { ErrorState } from "@/components/ui/error-state";
import { Select } from "@/components/ui/select";
import { Loading } from "@/components/ui/skeleton";
import { standingHint } from "@/components/ui/standing";
import { differenceQuery } from "./queries";
import { VersionDifference } from "./version-difference";
import { differenceParsers, pairOf } from "./view";

/** Two versions of a model, chosen in the URL. */
export function DifferencePage({ name }: { name: string }) {
  const [chosen, setChosen] = useQueryStates(differenceParsers, { history: "push" });
  const versions = useQuery(versionsQuery(name));
  useLiveKeys(registryLive);
  const pair = pairOf(chosen, versions.data?.items ?? []);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Models", href: "/models" },
          { label: name, href: modelUrl(name) },
          { label: "Difference" },
        ]}
      />
      <PageBody>
        {versions.error ? (
          <ErrorState what="The versions" error={versions.error} onRetry={versions.refetch} />
        ) : versions.data === undefined ? (
          <Loading what="the versions" />
        ) : pair === null ? (
          <p className="text-base text-muted">
            This model has no version yet, so there is nothing to compare.
          </p>
        ) : (
          <>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
              <VersionSelect
                label="From version"
                versions={versions.data.items}
                value={pair.from}
                onChange={(from) => setChosen({ from, to: pair.to })}
              />
              <span className="text-muted">to</span>
              <VersionSelect
                label="To version"
                versions={versions.data.items}
                value={pair.to}
                onChange={(to) => setChosen({ from: pair.from, to })}
              />
            </div>
            <Shown name={name} pair={pair} />
          </>
        )}
      </PageBody>
    </>
  );
}

function Shown({ name, pair: { from, to } }: { name: string; pair: { from: number | null; to: number } }) {
  const { data, error, refetch } = useQuery({
    ...differenceQuery(name, from, to),
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorState what="The difference" error={error} onRetry={refetch} />;
  return data === undefined ? <Loading what="the difference" /> : <VersionDifference difference={data} />;
}

function VersionSelect({
  label,
  versions,
  value,
  onChange,
}: {
  label: string;
  versions: readonly Version[];
  value: number | null;
  onChange: (version: number) => void;
}) {
  const options = versions.map((version) => ({
    value: String(version.number),
    label: `Version ${version.number}`,
    hint: standingHint(version),
  }));
  return (
    <Select
      label={label}
      size="sm"
      className="!w-40"
      placeholder="Nothing"
      options={options}
      value={value === null ? null : String(value)}
      onValueChange={(next) => onChange(Number(next))}
    />
  );
}
