import { z } from "zod";
import { operatorContext } from "@/lib/transports/cli/operator";
import { listAudit } from "@/lib/verbs/audit/list-audit";
import { perform, type Verb } from "@/lib/verbs/kernel";
import type { Players, Who } from "./acting";
import type { Sweep } from "./sweep";

const dayMs = 86_400_000;
const withId = z.object({ id: z.string() });

export type Story = {
  players: Players;
  sweep: Sweep["trials"];
  /** A time of day (UTC), so many days before the demo began. */
  day(daysAgo: number, time: string): Date;
  /** So many hours before the demo began. */
  hoursAgo(hours: number): Date;
  /**
   * Lets somebody do something, once: the trail keeps each step by its name, in the transaction of the act itself, so a seed
   * that was cut off goes on after its last step. Answers the id of what came of it, where it has one.
   */
  step(name: string, who: Who, verb: Verb, input: unknown, at: Date): Promise<string>;
};

/** What the demo's people do, told by days before `began` (epoch ms). */
export async function openStory(players: Players, sweep: Sweep["trials"], began: number): Promise<Story> {
  const done = await stepsDone();
  return {
    players,
    sweep,
    day: (daysAgo, time) =>
      new Date(`${new Date(began - daysAgo * dayMs).toISOString().slice(0, 10)}T${time}:00Z`),
    hoursAgo: (hours) => new Date(began - hours * 3_600_000),
    async step(name, who, verb, input, effectiveAt) {
      const requestId = `demo: ${name}`;
      const known = done.get(requestId);
      if (known !== undefined) return known;
      const answer = await perform(verb, { ...players[who].context, requestId, input, effectiveAt });
      return withId.safeParse(answer).data?.id ?? "";
    },
  };
}

/** The steps that were done already, each with the id of what it acted on. */
async function stepsDone(): Promise<Map<string, string>> {
  const done = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const input = { outcome: "done", limit: 500, ...(cursor ? { cursor } : {}) };
    const page = await perform(listAudit, { ...operatorContext("demo"), input });
    for (const { requestId, target } of page.items) if (requestId) done.set(requestId, target.id);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return done;
}
