import { z } from "zod";
import { double, text, whole } from "@/lib/core/fields";
import { type Stage, stages } from "@/lib/core/registry/stages";
import { alias } from "@/lib/core/registry/versions/version";

/** Which way a metric is better. */
export const better = z.enum(["higher", "lower"]);
const finite = double.refine(Number.isFinite, "must be a finite number");
const metricKey = text(250).min(1, "name a metric");

/** A check that a version must pass before it enters a stage. */
export const gate = z.discriminatedUnion("kind", [
  /** The metric of its run, last value, against a number. */
  z.strictObject({ kind: z.literal("bound"), metric: metricKey, better, bound: finite }),
  /** The same metric of the run behind the version that is in Production now; it may be worse by `tolerance`. */
  z.strictObject({
    kind: z.literal("production"),
    metric: metricKey,
    better,
    tolerance: finite.refine((value) => value >= 0, "must be 0 or more").default(0),
  }),
  z.strictObject({
    kind: z.literal("tags"),
    keys: z.array(text(250).min(1)).min(1, "name at least 1 tag").max(20),
  }),
  /** Model and version are both described. */
  z.strictObject({ kind: z.literal("card") }),
  /** Its run exists, and has a dataset or a git commit. */
  z.strictObject({ kind: z.literal("lineage") }),
]);
export type Gate = z.infer<typeof gate>;

const days30 = 30 * 24;

/** What one stage demands of whoever wants to enter it, leave it, or delete what stands in it. */
export const guard = z.strictObject({
  /** The lowest role that may ask. */
  request: z.enum(["scientist", "engineer"]).default("scientist"),
  /** Engineers who must approve; 0: a move that passes the gates applies at once. */
  approvals: whole(0, 5).default(1),
  /** Only these people approve (ids of users); empty: any engineer. */
  approvers: z.array(text(100).min(1)).max(20).default([]),
  selfApproval: z.boolean().default(false),
  expiresAfterHours: whole(1, days30).default(72),
  gates: z.array(gate).max(20, "a stage takes at most 20 gates").default([]),
  /** Aliases that move only with a transition into this stage. */
  aliases: z.array(alias).max(20).default([]),
});
export type Guard = z.infer<typeof guard>;

/** What guards a model: a guard for each stage that has one, and the metric that its cards show. */
export const policy = z.strictObject({
  guards: z.partialRecord(z.enum(stages), guard),
  headline: z.strictObject({ metric: metricKey, better: better.nullable() }).nullable().default(null),
});
export type Policy = z.infer<typeof policy>;

/** A policy that somebody sets: an alias is tied to one stage at most, else the weaker one would move it out of the stricter one's guard. */
export const newPolicy = policy.superRefine(({ guards }, context) => {
  const tied = new Map<string, Stage>();
  for (const stage of stages)
    for (const alias of new Set(guards[stage]?.aliases)) {
      const other = tied.get(alias);
      if (other === undefined) tied.set(alias, stage);
      else
        context.addIssue({
          code: "custom",
          path: ["guards", stage, "aliases"],
          message: `@${alias} is tied to ${other} already: an alias moves with one stage`,
        });
    }
});

export const defaultPolicies = ["team", "alone", "open"] as const;
export type DefaultPolicy = (typeof defaultPolicies)[number];

/** What holds for a model of its own no policy: `team`, one engineer approves Production; `alone`, nobody does; `open`, no guard. */
export function defaultPolicy(kind: DefaultPolicy): Policy {
  if (kind === "open") return { guards: {}, headline: null };
  return { guards: { Production: guard.parse({ approvals: kind === "team" ? 1 : 0 }) }, headline: null };
}

const named = z.object({ name: z.string(), id: z.string() });

/** A model's policy as people see it. */
export const policyState = z.object({
  model: z.string(),
  /** 0: no policy of its own, the installation's `source` holds. */
  number: z.number(),
  source: z.enum(["own", ...defaultPolicies]),
  policy,
  changedAt: z.date().nullable(),
  changedBy: z.string().nullable(),
  /** A change that loosens waits for a second engineer. */
  waiting: z
    .object({
      number: z.number(),
      policy,
      reason: z.string(),
      createdBy: named,
      createdAt: z.date(),
      you: z.object({ mayDecide: z.boolean(), whyNot: z.string().nullable() }),
    })
    .nullable(),
  versions: z.array(
    z.object({
      number: z.number(),
      status: z.enum(["applied", "waiting", "rejected", "withdrawn"]),
      by: z.string(),
      at: z.date(),
      decidedBy: z.string().nullable(),
      reason: z.string(),
    }),
  ),
  /** The people who may be named as approvers: this project's engineers. */
  engineers: z.array(named),
  /** The installation's admin by name where there is one alone, or one who brought in the others of late. */
  onlyAdmin: z.string().nullable(),
});
