"use client";
import { Fact } from "@/components/ui/fact";
import { Name } from "@/components/ui/name";
import { RunStatus } from "@/components/ui/run-status";
import { Duration, Time } from "@/components/ui/time";
import type { Run } from "./queries";

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
      <Fact name="User">{run.userName === "" ? "–" : <Name>{run.userName}</Name>}</Fact>
    </dl>
  );
}
