import { tiesOf, type Vouching } from "@/lib/core/people/vouching";
import type { Hand, Hands } from "@/lib/core/registry/requests/four-eyes";
import type { Reader } from "@/lib/stores/database/database";
import { actorId, type Context } from "@/lib/verbs/kernel";
import { recentVouchings } from "@/lib/verbs/people/shared/vouching";

/** What four eyes take besides the hands themselves, read once for many things: who brought whom in, and the actor's own ties. */
export type Eyes = Omit<Hands, "hands"> & { acts: readonly Vouching[] };

/** `ids`: further people whose names are wanted. */
export async function openEyes(
  reader: Reader,
  context: Pick<Context, "actor">,
  ids: readonly string[] = [],
): Promise<Eyes> {
  const acts = await recentVouchings(reader);
  const people = await reader.user.findMany({
    where: { id: { in: [...new Set([...ids, ...acts.flatMap(({ userId, byId }) => [userId, byId])])] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return {
    acts,
    ties: tiesOf(acts, actorId(context) ?? ""),
    nameOf: (id) => names.get(id) ?? id,
  };
}

type Made = { createdBy: string | null; tokenId: string | null; originalHands: string[] };

type Asked = {
  kind: string;
  requestedBy: string;
  round: number;
  votes: readonly { voterId: string; round: number; decision: string }[];
};

/** Who has a hand in a request: who asked, made the version, by whose token, whose it is a copy of, approved it in its round. */
export function handsOf(
  { kind, requestedBy, round, votes }: Asked,
  version: Made | null | undefined,
  owners: ReadonlyMap<string, string>,
): Hand[] {
  const approved = votes.filter((vote) => vote.round === round && vote.decision === "approve");
  const hand = (userId: string | null | undefined, did: Hand["did"]) => (userId ? [{ userId, did }] : []);
  return [
    ...hand(requestedBy, kind === "rollback" ? "rolled-back" : "asked"),
    ...hand(version?.createdBy, "made"),
    ...hand(version?.tokenId && owners.get(version.tokenId), "token"),
    ...(version?.originalHands ?? []).flatMap((id) => hand(id, "original")),
    ...approved.flatMap(({ voterId }) => hand(voterId, "approved")),
  ];
}

/** Who has a hand in a change of policy. */
export const proposedBy = ({ createdBy }: { createdBy: string }): Hand[] => [
  { userId: createdBy, did: "proposed" },
];

/** Whose tokens made these versions. */
export async function tokenOwners(
  reader: Reader,
  versions: readonly { tokenId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = versions.flatMap(({ tokenId }) => tokenId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await reader.token.findMany({
    where: { id: { in: ids } },
    select: { id: true, ownerId: true },
  });
  return new Map(rows.map(({ id, ownerId }) => [id, ownerId]));
}
