/**
 * Who brought whom in. Who invited, re-linked, enabled or promoted somebody could hold both accounts: for a while the two do
 * not stand for two people before a decision, whichever of them it is that decides.
 */
export const vouchingActs = ["invited", "linked", "enabled", "promoted"] as const;
export type VouchingAct = (typeof vouchingActs)[number];

/** For how long such an act counts. */
export const vouchingDays = 30;

/** One such act of the last days. Ids of users. */
export type Vouching = { userId: string; byId: string; act: VouchingAct; at: Date };

/** That one person brought another in, with their own hands or through those whom they brought in themselves. */
export type Brought = {
  byId: string;
  userId: string;
  /** The act by which it began. */
  act: VouchingAct;
  at: Date;
  until: Date;
  /** Whom that act was done to, where it was not the person; the person came in through them. */
  through: string | null;
};

const newestFirst = (acts: readonly Vouching[]) => acts.toSorted((a, b) => b.at.getTime() - a.at.getTime());
const untilOf = (at: Date) => new Date(at.getTime() + vouchingDays * 24 * 3_600_000);

/**
 * Everybody who brought `userId` in, by id. An act of Q's on X counts as P's where P had brought Q in by then: swept from the
 * newest act to the oldest, each person's newest way is found once, however long or circular the chains are.
 */
export function broughtInBy(acts: readonly Vouching[], userId: string): ReadonlyMap<string, Brought> {
  const found = new Map<string, Brought>();
  for (const { userId: whom, byId, act, at } of newestFirst(acts)) {
    const reached = whom === userId || found.has(whom);
    if (!reached || byId === userId || found.has(byId)) continue;
    const through = whom === userId ? null : whom;
    found.set(byId, { byId, userId, act, at, until: untilOf(at), through });
  }
  return found;
}

/** The other way round: everybody whom `byId` brought in, by id, swept from the oldest act to the newest. */
export function whomBrought(acts: readonly Vouching[], byId: string): ReadonlyMap<string, Brought> {
  const found = new Map<string, Brought>();
  for (const { userId, byId: hand, act, at } of newestFirst(acts).reverse()) {
    if (userId === byId) continue;
    const between = found.get(hand);
    const began = hand === byId ? { act, at, through: null } : between;
    const known = found.get(userId);
    if (!began || (known && known.at >= began.at)) continue;
    const through = hand === byId ? null : (began.through ?? hand);
    found.set(userId, { byId, userId, act: began.act, at: began.at, until: untilOf(began.at), through });
  }
  return found;
}

/**
 * Everybody who could be one person with `userId`, by id: who brought them in and whom they brought in, since either of two may
 * hold the other's account. Of two ties to one person it is the one that lasts longer.
 */
export function tiesOf(acts: readonly Vouching[], userId: string): ReadonlyMap<string, Brought> {
  const ties = new Map(broughtInBy(acts, userId));
  for (const [id, brought] of whomBrought(acts, userId)) {
    const known = ties.get(id);
    if (!known || known.until < brought.until) ties.set(id, brought);
  }
  return ties;
}

/** These people in groups that are tied together: of two groups it is sure that they are two people. */
export function apart(acts: readonly Vouching[], userIds: readonly string[]): string[][] {
  let groups: string[][] = [];
  for (const userId of userIds) {
    const ties = tiesOf(acts, userId);
    const near = groups.filter((group) => group.some((id) => ties.has(id)));
    groups = [...groups.filter((group) => !near.includes(group)), [...near.flat(), userId]];
  }
  return groups;
}

const words: Record<VouchingAct, string> = {
  invited: "invited",
  linked: "made a sign-in link for",
  enabled: "enabled",
  promoted: "promoted",
};
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** A tie in words, and what does not go until it ends. `you`: who reads it, if they are one of the two. */
export function broughtWords(
  { byId, userId, act, at, until, through }: Brought,
  { you, nameOf, then }: { you: string | null; nameOf: (id: string) => string; then: string },
): string {
  const by = byId === you ? "You" : nameOf(byId);
  const whom = userId === you ? "you" : nameOf(userId);
  const chain = through === null ? "" : `, through whom ${whom} came in`;
  const begun = `${by} ${words[act]} ${through === null ? whom : nameOf(through)} on ${day.format(at)}${chain}`;
  return `${begun}: until ${day.format(until)} ${then}, since one person could hold both accounts.`;
}
