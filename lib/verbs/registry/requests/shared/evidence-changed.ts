import { SlipwayError } from "@/lib/core/errors";
import type { GateResult } from "@/lib/core/registry/policies/gates";
import {
  changesOf,
  changeWords,
  type EvidenceChanged,
  endsApprovals,
  type SeenState,
} from "@/lib/core/registry/requests/seen";
import type { WriteContext } from "@/lib/verbs/kernel";
import type { stageRequest as RequestRow, stageVote as VoteRow } from "@/prisma/generated/client";
import { lastChange, pinnedSeen, type pinSeen } from "./seen";

/** What a request is pinned to when it is judged. */
export type Judged = { gates: GateResult[]; gatesAt: Date } & ReturnType<typeof pinSeen>;

type VotedRow = RequestRow & { votes: readonly Pick<VoteRow, "round">[] };

// Asked before what is looked at was kept: it is kept now, and whoever decides looks once more.
const unknownBefore = { what: "what it is judged by", from: null, to: "kept from now on" };

/** What is not as the request was last judged by; null where all is. */
export function whatDiffers(row: VotedRow, now: SeenState, at: Date): EvidenceChanged | null {
  const then = pinnedSeen(row);
  const { changes, more } = then === null ? { changes: [unknownBefore], more: 0 } : changesOf(then, now);
  if (changes.length === 0) return null;
  const ended = lastChange(row)?.ended ?? [];
  // Whoever approved in this round did so for what is no more.
  const given =
    (more > 0 || changes.some(endsApprovals)) && row.votes.some(({ round }) => round === row.round);
  return { at, changes, more, ended: given ? [...ended, row.round] : ended };
}

/** The request stays open as things stand now, to be looked at again; approvals that were given for something else are set aside. */
export async function pinAnew(
  { tx }: WriteContext,
  { id, round }: RequestRow,
  judged: Judged,
  evidenceChanged: EvidenceChanged,
): Promise<void> {
  const ends = evidenceChanged.ended.includes(round);
  await tx.stageRequest.update({
    where: { id },
    data: {
      ...judged,
      evidenceChanged,
      revision: { increment: 1 },
      ...(ends ? { round: { increment: 1 } } : {}),
    },
  });
}

const told = 3;

export function evidenceChangedSince({ id }: RequestRow, { changes, more }: EvidenceChanged): SlipwayError {
  const rest = changes.length - told + more;
  const words = changes.slice(0, told).map(changeWords).join("; ");
  return new SlipwayError(
    "evidence-changed",
    `This is not what the request was judged by any more, so nothing was approved. ${words}${rest > 0 ? `; and ${rest} more` : ""}. Look at it again, then decide.`,
    { page: `/requests/${id}` },
  );
}
