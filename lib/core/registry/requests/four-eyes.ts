import { type Actor, judge } from "@/lib/core/access";
import type { Demand } from "@/lib/core/registry/policies/demand";

/** Who has a hand in what is asked for: none of them decides it, unless the policy lets them. Ids of users. */
export type Hands = {
  requestedBy: string;
  /** Who made the version. */
  madeBy: string | null;
  /** Whose token made it. */
  tokenOwner: string | null;
};

/** Why this actor may not decide; null: may. Judged on the person, whatever the way in. */
export function whyNotDecide(
  actor: Actor,
  { requestedBy, madeBy, tokenOwner }: Hands,
  { selfApproval, approvers }: Pick<Demand, "selfApproval" | "approvers">,
): string | null {
  const verdict = judge(actor, "decide");
  if (!verdict.allowed) return verdict.why;
  if (actor.kind !== "person") return "Only a person, signed in, decides a request.";
  if (!selfApproval) {
    if (actor.userId === requestedBy) return "You asked for this yourself: another engineer decides.";
    if (actor.userId === madeBy) return "You made this version: another engineer decides.";
    if (actor.userId === tokenOwner) return "Your token made this version: another engineer decides.";
  }
  if (approvers.length > 0 && !approvers.includes(actor.userId))
    return "The policy names who approves here, and you are not among them.";
  return null;
}
