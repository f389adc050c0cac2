/**
 * Who brought whom in. Who invited, re-linked, enabled or promoted somebody could hold both accounts: for a while the two do
 * not stand for two people before a decision.
 */
export const vouchingActs = ["invited", "linked", "enabled", "promoted"] as const;
export type VouchingAct = (typeof vouchingActs)[number];

/** For how long such an act counts. */
export const vouchingDays = 30;

/** One such act of the last days. Ids of users. */
export type Vouching = { userId: string; byId: string; act: VouchingAct; at: Date };

/** That somebody brought a person in, with their own hands or through those whom they brought in themselves. */
export type Brought = {
  /** The act by which it began. */
  act: VouchingAct;
  at: Date;
  until: Date;
  /** Whom that act was done to, where it was not the person; the person came in through them. */
  through: string | null;
};

/**
 * Everybody who brought `userId` in, by id. An act of Q's on X counts as P's where P had brought Q in by then: swept from the
 * newest act to the oldest, each person's newest way is found once, however long or circular the chains are.
 */
export function broughtInBy(acts: readonly Vouching[], userId: string): ReadonlyMap<string, Brought> {
  const found = new Map<string, Brought>();
  const newestFirst = acts.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  for (const { userId: whom, byId, act, at } of newestFirst) {
    const reached = whom === userId || found.has(whom);
    if (!reached || byId === userId || found.has(byId)) continue;
    const until = new Date(at.getTime() + vouchingDays * 24 * 3_600_000);
    found.set(byId, { act, at, until, through: whom === userId ? null : whom });
  }
  return found;
}
