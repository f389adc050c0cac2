import { type Actor, judge } from "@/lib/core/access";

/** Why this actor may not agree to a change of policy that waits; null: may. `mine`: it is the actor's own. */
export function whyNotAgree(actor: Actor, mine: boolean): string | null {
  const verdict = judge(actor, "decide");
  if (!verdict.allowed) return verdict.why;
  return mine ? "You proposed this change: another engineer agrees to it." : null;
}
