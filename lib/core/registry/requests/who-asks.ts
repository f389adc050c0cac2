import { type Actor, effectiveRole, judge } from "@/lib/core/access";
import type { Demand } from "@/lib/core/registry/policies/demand";
import type { Stage } from "@/lib/core/registry/stages";

/** Why this actor may not ask for a move to `to`, nor make it where nobody has to approve; null: may. */
export function whyNotAsk(actor: Actor, demand: Pick<Demand, "request"> | null, to: Stage): string | null {
  const verdict = judge(actor, "registry:write");
  if (!verdict.allowed) return verdict.why;
  return demand?.request === "engineer" && "role" in actor && effectiveRole(actor) !== "engineer"
    ? `The policy lets engineers alone ask for ${to}. Ask one of them to ask.`
    : null;
}
