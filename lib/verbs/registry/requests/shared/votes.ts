import { SlipwayError } from "@/lib/core/errors";
import type { Decision } from "@/lib/core/registry/requests/request";
import { actorId, type WriteContext } from "@/lib/verbs/kernel";
import type { stageRequest as RequestRow, stageVote as VoteRow } from "@/prisma/generated/client";

type Word = { decision: Decision; comment: string };
type VotedRow = RequestRow & { votes: readonly VoteRow[] };

/** One word a person and round, and none between asking for changes and the answer to it. Error: conflict. */
export function requireUnsaid(context: WriteContext, row: VotedRow): void {
  const page = `/requests/${row.id}`;
  if (row.status === "changes-requested")
    throw new SlipwayError("conflict", "Changes are asked for: it is the requester's turn to ask again.", {
      page,
    });
  const mine = row.votes.find(({ voterId, round }) => voterId === actorId(context) && round === row.round);
  if (mine)
    throw new SlipwayError("conflict", "You have approved this already: it waits for others.", { page });
}

/** Writes a word down. */
export const vote = (context: WriteContext, { decision, comment }: Word, { id, round }: RequestRow) =>
  context.tx.stageVote.create({
    data: {
      requestId: id,
      voterId: actorId(context) ?? "nobody",
      round,
      decision,
      comment,
      ...(context.effectiveAt ? { at: context.effectiveAt } : {}),
    },
  });
