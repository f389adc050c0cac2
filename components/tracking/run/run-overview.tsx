"use client";
import { KeyMetrics } from "@/components/tracking/run/key-metrics";
import { Cut, Nothing } from "@/components/tracking/run/key-tables";
import { Part } from "@/components/tracking/run/part";
import type { Run } from "@/components/tracking/run/queries";
import { RunDatasets } from "@/components/tracking/run/run-datasets";
import { RunKin } from "@/components/tracking/run/run-kin";
import { RunNotes } from "@/components/tracking/run/run-notes";
import { RunSource } from "@/components/tracking/run/run-source";
import { RunTags } from "@/components/tracking/run/run-tags";
import { RunVersions } from "@/components/tracking/run/run-versions";

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
                  <dt className="truncate text-muted" title={key}>
                    {key}
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
