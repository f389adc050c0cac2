"use client";
import { Name } from "@/components/ui/name";
import { Part } from "@/components/ui/part";
import { visible } from "@/lib/core/text/visible";
import { KeyMetrics } from "./key-metrics";
import { Cut, Nothing } from "./key-tables";
import type { Run } from "./queries";
import { RunDatasets } from "./run-datasets";
import { RunKin } from "./run-kin";
import { RunModels } from "./run-models";
import { RunNotes } from "./run-notes";
import { RunSource } from "./run-source";
import { RunTags } from "./run-tags";
import { RunVersions } from "./run-versions";

const firstParams = 20;

/** What one wants to know first: how good, of what, from where, and what became of it. */
export function RunOverview({ run }: { run: Run }) {
  const rest = run.params.length - firstParams;
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-8">
        <Part title="Key metrics">
          <KeyMetrics run={run} />
        </Part>
        <Part title="Notes">
          <RunNotes run={run} />
        </Part>
        {run.lifecycleStage === "active" && <RunModels runId={run.id} />}
        <RunVersions runId={run.id} />
        <RunKin run={run} />
      </div>
      <div className="flex min-w-0 flex-col gap-8">
        <Part title="Params">
          {run.params.length === 0 ? (
            <Nothing>This run has logged no params.</Nothing>
          ) : (
            <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1.5 text-sm">
              {run.params.slice(0, firstParams).map(({ key, value, originalLength }) => (
                <div key={key} className="contents">
                  <dt className="truncate text-muted" title={visible(key)}>
                    <Name>{key}</Name>
                  </dt>
                  <dd className="truncate font-mono" title={value}>
                    {value}
                    <Cut originalLength={originalLength} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {rest > 0 && <p className="text-sm text-muted">{rest} more on the tab Params.</p>}
        </Part>
        <Part title="Tags">
          <RunTags run={run} />
        </Part>
        <RunDatasets datasets={run.datasets} />
        <Part title="Source">
          <RunSource run={run} />
        </Part>
      </div>
    </div>
  );
}
