import { perProcess } from "@/lib/process";

/** Notes that a run was logged to. A job turns these into events, coalesced. */
export function announceLogged(projectId: string, runId: string): void {
  const runs = perProcess.logged.get(projectId) ?? new Set();
  perProcess.logged.set(projectId, runs.add(runId));
}

/** Takes what was noted since the last call. */
export function takeLogged(): { projectId: string; runId: string }[] {
  const taken = [...perProcess.logged].flatMap(([projectId, runs]) =>
    [...runs].map((runId) => ({ projectId, runId })),
  );
  perProcess.logged.clear();
  return taken;
}
