import { perProcess } from "@/lib/process";

/** Notes that a run was logged to. A job turns these into events, coalesced. */
export function announceLogged(projectId: string, runId: string): void {
  const runs = perProcess.logged.get(projectId) ?? new Set();
  perProcess.logged.set(projectId, runs.add(runId));
}

type Logged = { projectId: string; runId: string };

/** Has what was noted since the last call announced. Where that fails it is noted on, and announced the next time. */
export async function handLogged(announce: (logged: readonly Logged[]) => Promise<unknown>): Promise<void> {
  const taken = [...perProcess.logged].flatMap(([projectId, runs]) =>
    [...runs].map((runId) => ({ projectId, runId })),
  );
  perProcess.logged.clear();
  try {
    if (taken.length > 0) await announce(taken);
  } catch (error) {
    for (const { projectId, runId } of taken) announceLogged(projectId, runId);
    throw error;
  }
}
