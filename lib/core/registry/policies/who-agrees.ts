import { type Actor, judge } from "@/lib/core/access";
import { type Hands, tiedWords } from "@/lib/core/registry/requests/four-eyes";

/** Why this actor may not agree to a change of policy that waits; null: may. */
export function whyNotAgree(actor: Actor, hands: Hands): string | null {
  const verdict = judge(actor, "decide");
  return verdict.allowed ? tiedWords(actor, hands) : verdict.why;
}
