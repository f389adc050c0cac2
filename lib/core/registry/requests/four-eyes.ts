import { type Actor, judge } from "@/lib/core/access";
import { type Brought, broughtWords } from "@/lib/core/people/vouching";
import type { Demand } from "@/lib/core/registry/policies/demand";

/** How somebody has a hand in what is asked for. */
export type Deed =
  | "asked"
  /** Rolled back, which applied at once. */
  | "rolled-back"
  /** Made the version. */
  | "made"
  /** Their token made it. */
  | "token"
  /** Made what the version is a copy of, or their token did. */
  | "original"
  /** Proposed the change of a policy. */
  | "proposed"
  /** Has approved it already: their other account would be a second approval by one person. */
  | "approved";

/** Who has a hand in what is asked for: none of them decides it, unless the policy lets them. */
export type Hand = { userId: string; did: Deed };

/** Somebody of whom it is asked whether they may decide; `ties`: who brought them in of late, and whom they brought in. */
export type Decider = { userId: string; ties: ReadonlyMap<string, Brought> };

export type Tie = { kind: "own"; did: Deed } | { kind: "other"; userId: string; brought: Brought };

/**
 * What ties this person to whoever has a hand in it, so that their word would not be another's; null: nothing does. A policy
 * that lets people approve what is their own lets nobody confirm their own rollback.
 */
export function tieOf({ userId, ties }: Decider, all: readonly Hand[], selfApproval = false): Tie | null {
  const hands = selfApproval ? all.filter(({ did }) => did === "rolled-back") : all;
  // Who has given their word is told so, and why is not asked.
  const own = hands.find((hand) => hand.userId === userId && hand.did !== "approved");
  if (own) return { kind: "own", did: own.did };
  // Two whom one admin brought in are two people still, as long as that admin has no hand in it.
  for (const { userId: other } of hands) {
    const brought = ties.get(other);
    if (brought) return { kind: "other", userId: other, brought };
  }
  return null;
}

const deeds: Record<Deed, (who: string) => string> = {
  asked: (who) => (who === "You" ? "You asked for this yourself" : `${who} asked for this`),
  "rolled-back": (who) => (who === "You" ? "You rolled back yourself" : `${who} rolled back`),
  made: (who) => `${who} made this version`,
  token: (who) => `${who === "You" ? "Your" : `${who}'s`} token made this version`,
  original: (who) => `${who} made what this version is a copy of`,
  proposed: (who) => `${who} proposed this change`,
  approved: (who) => `${who} approved this already`,
};

/** What ties a person to it, in words. `toThemselves`: it is they who read them. */
export function tieWords(
  tie: Tie,
  { userId, nameOf, toThemselves }: { userId: string; nameOf: Hands["nameOf"]; toThemselves: boolean },
): string {
  if (tie.kind === "own")
    return `${deeds[tie.did](toThemselves ? "You" : nameOf(userId))}: another engineer decides.`;
  const then = `another engineer decides what ${nameOf(tie.userId)} has a hand in`;
  return broughtWords(tie.brought, { you: toThemselves ? userId : null, nameOf, then });
}

/** What keeps this actor from deciding, in words for themselves; null: nothing does. */
export function tiedWords(actor: Actor, { hands, ties, nameOf }: Hands, selfApproval = false): string | null {
  if (!("userId" in actor)) return null;
  const { userId } = actor;
  const tie = tieOf({ userId, ties }, hands, selfApproval);
  return tie && tieWords(tie, { userId, nameOf, toThemselves: true });
}

/** Why this actor may not decide; null: may. Judged on the person, whatever the way in. */
export function whyNotDecide(
  actor: Actor,
  hands: Hands,
  { selfApproval, approvers }: Pick<Demand, "selfApproval" | "approvers">,
): string | null {
  const verdict = judge(actor, "decide");
  if (!verdict.allowed) return verdict.why;
  if (actor.kind !== "person") return "Only a person, signed in, decides a request.";
  const tied = tiedWords(actor, hands, selfApproval);
  if (tied !== null) return tied;
  if (approvers.length > 0 && !approvers.includes(actor.userId))
    return "The policy names who approves here, and you are not among them.";
  return null;
}

/** All that four eyes are judged on, besides the actor, whose ties these are. */
export type Hands = {
  hands: readonly Hand[];
  ties: ReadonlyMap<string, Brought>;
  nameOf: (id: string) => string;
};
