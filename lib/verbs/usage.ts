import { perProcess } from "@/lib/process";
import { type Database, sql } from "@/lib/stores/database/database";
import type { Context } from "./kernel";

/** Logging acts are counted, by actor and hour: in memory first, written by a job. A crash loses seconds of counts, never data. */
export type Count = { projectId: string; actor: string; verb: string; calls: number; refused: number };

export function countUsage({ actor, project }: Context, verb: string, outcome: "done" | "refused"): void {
  const who =
    actor.kind === "token"
      ? `token:${actor.tokenId}`
      : actor.kind === "person"
        ? `user:${actor.userId}`
        : actor.kind;
  const key = `${project.id} ${who} ${verb}`;
  const count = perProcess.usage.get(key) ?? {
    projectId: project.id,
    actor: who,
    verb,
    calls: 0,
    refused: 0,
  };
  if (outcome === "done") count.calls++;
  else count.refused++;
  perProcess.usage.set(key, count);
}

/** Takes what was counted since the last call. */
export function takeUsage(): Count[] {
  const taken = [...perProcess.usage.values()];
  perProcess.usage.clear();
  return taken;
}

/** Forgets the hours of 400 days ago: each month of a year can be held against the same one of the year before. */
export async function sweepUsage(database: Database): Promise<void> {
  await database.query(sql`DELETE FROM usage WHERE hour < now() - interval '400 days'`);
}
