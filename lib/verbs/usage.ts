import type { Context } from "./kernel";

/** Logging acts are counted, by actor and hour: in memory first, written by a job. A crash loses seconds of counts, never data. */
type Count = { projectId: string; actor: string; verb: string; calls: number; refused: number };

declare global {
  var slipwayUsage: Map<string, Count> | undefined;
}

function counts(): Map<string, Count> {
  globalThis.slipwayUsage ??= new Map();
  return globalThis.slipwayUsage;
}

export function countUsage({ actor, project }: Context, verb: string, outcome: "done" | "refused"): void {
  const who =
    actor.kind === "token"
      ? `token:${actor.tokenId}`
      : actor.kind === "person"
        ? `user:${actor.userId}`
        : actor.kind;
  const key = `${project.id} ${who} ${verb}`;
  const count = counts().get(key) ?? { projectId: project.id, actor: who, verb, calls: 0, refused: 0 };
  if (outcome === "done") count.calls++;
  else count.refused++;
  counts().set(key, count);
}

/** Takes what was counted since the last call. */
export function takeUsage(): Count[] {
  const taken = [...counts().values()];
  counts().clear();
  return taken;
}
