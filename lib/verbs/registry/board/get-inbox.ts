import { z } from "zod";
import { flag } from "@/lib/core/fields";
import { request } from "@/lib/core/registry/requests/request";
import { bypassMark } from "@/lib/core/registry/versions/version";
import { read } from "@/lib/verbs/kernel";
import { unconfirmedRollback } from "@/lib/verbs/registry/requests/shared/confirmations";
import { findDeciders } from "@/lib/verbs/registry/requests/shared/deciders";
import {
  findDecided,
  findMine,
  findMyRuns,
  findProduction,
  findWaiting,
  findWaitingPolicies,
  lastDecision,
} from "./shared/inbox";

const metricValue = z.object({ metric: z.string(), value: z.number().nullable() });

export const getInbox = read({
  name: "get-inbox",
  summary: "What waits for me, what became of what I asked for, my runs, and what stands in Production",
  needs: "read",
  /** `counts`: how much waits and when the last decision was, and nothing else, for a badge. */
  input: z.strictObject({ counts: flag.default(false) }),
  output: z.object({
    /** Requests to decide and rollbacks to confirm, oldest first. */
    waiting: z.array(request),
    /** Changes of policy that wait for a second engineer. */
    policies: z.array(
      z.object({ model: z.string(), number: z.number(), by: z.string(), at: z.date(), reason: z.string() }),
    ),
    /** What I asked for, with who may decide it. */
    mine: z.array(request.extend({ with: z.array(z.string()) })),
    decided: z.array(request),
    production: z.array(
      z.object({
        model: z.string(),
        version: z.number(),
        since: z.date(),
        bypass: bypassMark.nullable(),
        headline: metricValue.nullable(),
        unconfirmed: unconfirmedRollback.nullable(),
      }),
    ),
    productionTotal: z.number(),
    runs: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        experiment: z.object({ id: z.string(), name: z.string() }),
        status: z.string(),
        since: z.date(),
      }),
    ),
    lastDecision: z.date().nullable(),
    /** All that waits for me: also my requests that somebody wants changed. */
    counts: z.object({ waiting: z.number() }),
  }),

  async run(context, { counts }) {
    const [waiting, policies, mine, last] = await Promise.all([
      findWaiting(context),
      findWaitingPolicies(context),
      findMine(context),
      lastDecision(context),
    ]);
    const toChange = mine.filter(({ you }) => you.mayRevise).length;
    const known = {
      lastDecision: last,
      counts: { waiting: waiting.length + policies.length + toChange },
    };
    if (counts) return { ...nothing, ...known };
    const [decided, production, runs, deciders] = await Promise.all([
      findDecided(context),
      findProduction(context, 100),
      findMyRuns(context),
      findDeciders(
        context,
        mine.map(({ id }) => id),
      ),
    ]);
    return {
      waiting,
      policies,
      mine: mine.map((one) => ({
        ...one,
        with: (deciders.get(one.id)?.deciders ?? []).map(({ name }) => name),
      })),
      decided,
      production: production.items,
      productionTotal: production.total,
      runs,
      ...known,
    };
  },
});

const nothing = {
  waiting: [],
  policies: [],
  mine: [],
  decided: [],
  production: [],
  productionTotal: 0,
  runs: [],
};
