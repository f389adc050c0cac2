import { type Actor, judge } from "@/lib/core/access";
import type { Brought, VouchingAct } from "@/lib/core/people/vouching";
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
  | "approved"
  /** Brought in somebody who has approved it already. */
  | "behind";

/** Who has a hand in what is asked for: none of them decides it, unless the policy lets them. */
export type Hand = { userId: string; did: Deed };

/** Somebody of whom it is asked whether they may decide; `brought`: who brought them in of late. */
export type Decider = { userId: string; brought: ReadonlyMap<string, Brought> };

export type Tie = { kind: "own"; did: Deed } | { kind: "brought"; by: string; brought: Brought };

/**
 * What ties this person to whoever has a hand in it, so that their word would not be another's; null: nothing does. A policy
 * that lets people approve what is their own lets nobody confirm their own rollback.
 */
export function tieOf({ userId, brought }: Decider, all: readonly Hand[], selfApproval = false): Tie | null {
  const hands = selfApproval ? all.filter(({ did }) => did === "rolled-back") : all;
  // Who has given their word is told so, and why is not asked.
  const own = hands.find((hand) => hand.userId === userId && hand.did !== "approved");
  if (own) return { kind: "own", did: own.did };
  for (const { userId: by, did } of hands) {
    // Two whom one admin brought in are two people still, as long as that admin has no hand in it.
    const found = did === "behind" ? undefined : brought.get(by);
    if (found) return { kind: "brought", by, brought: found };
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
  behind: (who) =>
    `${who} brought in somebody who has approved this, and one person could hold both accounts`,
};
const acts: Record<VouchingAct, string> = {
  invited: "invited",
  linked: "made a sign-in link for",
  enabled: "enabled",
  promoted: "promoted",
};

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** A tie in words: `who` is the person's name, or "You" for the reader. */
export function tieWords(tie: Tie, who: string, nameOf: (id: string) => string): string {
  if (tie.kind === "own") return `${deeds[tie.did](who)}: another engineer decides.`;
  const { act, at, until, through } = tie.brought;
  const by = nameOf(tie.by);
  const whom = through !== null ? nameOf(through) : who === "You" ? "you" : who;
  const chain = through === null ? "" : `, through whom ${who === "You" ? "you" : who} came in`;
  return `${by} ${acts[act]} ${whom} on ${day.format(at)}${chain}: until ${day.format(until)} another engineer decides what ${by} has a hand in, since one person could hold both accounts.`;
}

/** Why this actor may not decide; null: may. Judged on the person, whatever the way in. */
export function whyNotDecide(
  actor: Actor,
  { hands, brought, nameOf }: Hands,
  { selfApproval, approvers }: Pick<Demand, "selfApproval" | "approvers">,
): string | null {
  const verdict = judge(actor, "decide");
  if (!verdict.allowed) return verdict.why;
  if (actor.kind !== "person") return "Only a person, signed in, decides a request.";
  const tie = tieOf({ userId: actor.userId, brought }, hands, selfApproval);
  if (tie) return tieWords(tie, "You", nameOf);
  if (approvers.length > 0 && !approvers.includes(actor.userId))
    return "The policy names who approves here, and you are not among them.";
  return null;
}

/** All that four eyes are judged on, besides the actor: `brought` is who brought that actor in. */
export type Hands = {
  hands: readonly Hand[];
  brought: ReadonlyMap<string, Brought>;
  nameOf: (id: string) => string;
};
