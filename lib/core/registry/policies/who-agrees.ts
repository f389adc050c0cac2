import { type Actor, judge } from "@/lib/core/access";
import { type Hands, tieOf, tieWords } from "@/lib/core/registry/requests/four-eyes";

/** Why this actor may not agree to a change of policy that waits; null: may. */
export function whyNotAgree(actor: Actor, { hands, brought, nameOf }: Hands): string | null {
  const verdict = judge(actor, "decide");
  if (!verdict.allowed) return verdict.why;
  const tie = "userId" in actor ? tieOf({ userId: actor.userId, brought }, hands) : null;
  return tie && tieWords(tie, "You", nameOf);
}
