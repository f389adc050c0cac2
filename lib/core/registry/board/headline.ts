import type { Policy } from "@/lib/core/registry/policies/policy";

type Better = "higher" | "lower";
export type Headline = { metric: string; better: Better | null };

// What guards Production says most about what counts.
const byWeight = ["Production", "Staging", "None", "Archived"] as const;

/**
 * The one metric that a model's cards show: the one that its policy names, else that of the first gate on a metric, else
 * `common`, the one that most of its versions have, of which nobody said which way it is better.
 */
export function headlineOf({ headline, guards }: Policy, common: string | undefined): Headline | null {
  if (headline) return headline;
  for (const stage of byWeight)
    for (const gate of guards[stage]?.gates ?? [])
      if (gate.kind === "bound" || gate.kind === "production")
        return { metric: gate.metric, better: gate.better };
  return common === undefined ? null : { metric: common, better: null };
}

/** Does the policy leave the choice to what most versions have? */
export const isOpen = (policy: Policy): boolean => headlineOf(policy, undefined) === null;

/** What most versions have; of several the first in the alphabet. */
export function commonMetric(counts: readonly { key: string; versions: number }[]): string | undefined {
  return counts.toSorted((a, b) => b.versions - a.versions || (a.key < b.key ? -1 : 1))[0]?.key;
}

/** `value` less that of Production; null where either is missing or no finite number. */
export function differenceOf(value: number | null, production: number | null): number | null {
  if (value === null || production === null) return null;
  const difference = value - production;
  return Number.isFinite(difference) ? difference : null;
}

/** Is this difference to Production good news? null: nobody said which way is better, or there is none. */
export function verdictOf(difference: number | null, better: Better | null): "good" | "bad" | null {
  if (difference === null || difference === 0 || better === null) return null;
  return difference > 0 === (better === "higher") ? "good" : "bad";
}
