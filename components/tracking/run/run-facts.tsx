"use client";
import type { ReactNode } from "react";
import type { Run } from "@/components/tracking/run/queries";
import { RunStatus } from "@/components/tracking/run-status";
import { Duration, Time } from "@/components/ui/time";

/** Status, duration, start and user in one line. */
export function RunFacts({ run }: { run: Run }) {
  const start = Date.parse(run.startTime);
  const running = run.status === "RUNNING";
  const end = run.endTime === null ? null : Date.parse(run.endTime);
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      <Fact name="Status">
        <RunStatus status={run.status} />
      </Fact>
      <Fact name={running ? "Running for" : "Duration"}>
        {running || end !== null ? <Duration start={start} end={running ? null : end} /> : "–"}
      </Fact>
      <Fact name="Started">
        <Time value={run.startTime} />
      </Fact>
      <Fact name="User">{run.userName || "–"}</Fact>
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
