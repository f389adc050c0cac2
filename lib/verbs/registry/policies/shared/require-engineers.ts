import { invalid } from "@/lib/core/errors";
import { shortOfApprovers } from "@/lib/core/registry/policies/demand";
import type { Policy } from "@/lib/core/registry/policies/policy";
import { stages } from "@/lib/core/registry/stages";
import type { WriteContext } from "@/lib/verbs/kernel";
import { idsOf, presentEngineers } from "@/lib/verbs/registry/shared/engineers";

/** Whom a policy names can decide, each move by enough of them. Error: invalid, with the place. */
export async function requireEngineers(context: WriteContext, tried: Policy): Promise<void> {
  const known = idsOf(await presentEngineers(context.tx, context));
  for (const stage of stages) {
    const guard = tried.guards[stage];
    if (!guard || guard.approvers.length === 0) continue;
    const named = new Set(guard.approvers);
    const pointer = `/policy/guards/${stage}/approvers`;
    if (guard.approvers.some((id) => !known.has(id)))
      throw invalid(`${stage}: who approves must be an engineer of this project.`, [
        { pointer, message: "must be engineers of this project" },
      ]);
    if (guard.approvals > named.size)
      throw invalid(
        `${stage}: ${guard.approvals} approvals are needed, but only ${named.size} people are named.`,
        [{ pointer, message: "names fewer people than approvals are needed" }],
      );
  }
  const apart = shortOfApprovers(tried);
  if (apart)
    throw invalid(
      `A move between ${apart.from} and ${apart.to} takes people whom both name, and they have ${apart.common === 0 ? "nobody" : `only ${apart.common}`} in common: ${apart.approvals} must approve.`,
      [
        {
          pointer: `/policy/guards/${apart.to}/approvers`,
          message: `has too few people in common with ${apart.from}`,
        },
      ],
    );
}
