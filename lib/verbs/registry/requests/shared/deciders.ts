import { tiesOf } from "@/lib/core/people/vouching";
import { tieOf, tieWords } from "@/lib/core/registry/requests/four-eyes";
import type { Excluded } from "@/lib/core/registry/requests/request";
import type { Context } from "@/lib/verbs/kernel";
import { effectivePolicies } from "@/lib/verbs/registry/policies/shared/effective-policy";
import { presentEngineers } from "@/lib/verbs/registry/shared/engineers";
import { handsOf, openEyes, tokenOwners } from "@/lib/verbs/registry/shared/hands";
import { decidersOf } from "./requests";

export type Deciders = { deciders: { id: string; name: string }[]; excluded: Excluded[] };

/**
 * Who may still decide each of these requests: the project's engineers who have no hand in it, are tied to nobody who has,
 * and have not given their word in its round; of them those whom the policy names. And who would but
 * for a hand, with the reason. By the request's id.
 */
export async function findDeciders(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Deciders>> {
  if (ids.length === 0) return new Map();
  const { prisma } = context.stores.database;
  const rows = await prisma.stageRequest.findMany({
    where: { id: { in: [...ids] }, projectId: context.project.id },
    include: { votes: { select: { voterId: true, round: true, decision: true } } },
  });
  const [policies, engineers, versions, eyes] = await Promise.all([
    effectivePolicies(prisma, context, [...new Set(rows.map(({ modelId }) => modelId))]),
    presentEngineers(prisma, context),
    prisma.version.findMany({ where: { id: { in: rows.map(({ versionId }) => versionId) } } }),
    openEyes(
      prisma,
      context,
      rows.map(({ requestedBy }) => requestedBy),
    ),
  ]);
  const owners = await tokenOwners(prisma, versions);
  const people = engineers.map(({ id, name }) => ({
    ...{ userId: id, name },
    ties: tiesOf(eyes.acts, id),
  }));
  return new Map(
    rows.map((row) => {
      const { approvers, selfApproval } = decidersOf(policies.get(row.modelId), row);
      const version = versions.find(({ id }) => id === row.versionId);
      const hands = handsOf(row, version, owners);
      const voted = row.votes.filter(({ round }) => round === row.round).map(({ voterId }) => voterId);
      const asked = people.filter(
        ({ userId }) => !voted.includes(userId) && (approvers.length === 0 || approvers.includes(userId)),
      );
      const judged = asked.map((one) => ({ ...one, tie: tieOf(one, hands, selfApproval) }));
      const nameOf = (id: string) => people.find(({ userId }) => userId === id)?.name ?? eyes.nameOf(id);
      return [
        row.id,
        {
          deciders: judged.flatMap(({ userId: id, name, tie }) => (tie === null ? [{ id, name }] : [])),
          excluded: judged.flatMap(({ userId, name, tie }) =>
            tie === null
              ? []
              : [{ id: userId, name, why: tieWords(tie, { userId, nameOf, toThemselves: false }) }],
          ),
        },
      ];
    }),
  );
}
