"use client";
import { CopyButton } from "@/components/ui/copy-button";
import { tagOf } from "./kin";
import type { Run } from "./queries";

const told = [
  ["Source", "mlflow.source.name"],
  ["Kind of source", "mlflow.source.type"],
  ["Git commit", "mlflow.source.git.commit"],
  ["Git branch", "mlflow.source.git.branch"],
  ["Git repository", "mlflow.source.git.repoURL"],
  ["Entry point", "mlflow.project.entryPoint"],
] as const;

/** Where the run came from: script, commit, its id and its folder of artifacts. */
export function RunSource({ run }: { run: Run }) {
  const rows = [
    ...told.flatMap(([name, key]) => {
      const value = tagOf(run, key);
      return value === undefined || value === "" ? [] : [{ name, value }];
    }),
    { name: "Run id", value: run.id },
    { name: "Artifacts", value: run.artifactUri },
  ];
  return (
    <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-x-4 gap-y-1 text-sm">
      {rows.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="flex min-w-0 items-center gap-1">
            <span className="truncate font-mono" title={value}>
              {value}
            </span>
            <CopyButton text={value} what={name.toLowerCase()} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
