declare global {
  // Runs that were logged to since the last announcement, by project: one event a second, not one a batch.
  var slipwayLogged: Map<string, Set<string>> | undefined;
}

/** Notes that a run was logged to. A job turns these into events, coalesced. */
export function announceLogged(projectId: string, runId: string): void {
  globalThis.slipwayLogged ??= new Map();
  const runs = globalThis.slipwayLogged.get(projectId) ?? new Set();
  globalThis.slipwayLogged.set(projectId, runs.add(runId));
}

/** Takes what was noted since the last call. */
export function takeLogged(): { projectId: string; runId: string }[] {
  const taken = [...(globalThis.slipwayLogged ?? [])].flatMap(([projectId, runs]) =>
    [...runs].map((runId) => ({ projectId, runId })),
  );
  globalThis.slipwayLogged?.clear();
  return taken;
}
