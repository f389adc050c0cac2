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
  const [calls, refused] = outcome === "done" ? [1, 0] : [0, 1];
  add({ projectId: project.id, actor: who, verb, calls, refused });
}

function add({ calls, refused, ...of }: Count): void {
  const key = `${of.projectId} ${of.actor} ${of.verb}`;
  const count = perProcess.usage.get(key) ?? { ...of, calls: 0, refused: 0 };
  count.calls += calls;
  count.refused += refused;
  perProcess.usage.set(key, count);
}

/** Has what was counted since the last call written. Where that fails it is counted on, and written the next time. */
export async function handUsage(write: (counts: readonly Count[]) => Promise<unknown>): Promise<void> {
  const taken = [...perProcess.usage.values()];
  perProcess.usage.clear();
  try {
    if (taken.length > 0) await write(taken);
  } catch (error) {
    for (const count of taken) add(count);
    throw error;
  }
}

/** Forgets the hours of 400 days ago: each month of a year can be held against the same one of the year before. */
export async function sweepUsage(database: Database): Promise<void> {
  await database.query(sql`DELETE FROM usage WHERE hour < now() - interval '400 days'`);
}
