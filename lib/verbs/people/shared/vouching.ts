import { type Vouching, type VouchingAct, vouchingDays } from "@/lib/core/people/vouching";
import { type Reader, sql } from "@/lib/stores/database/database";
import type { WriteContext } from "@/lib/verbs/kernel";

/** Keeps that this person brought `userId` in. The operator's command line and the demo are nobody's hand. */
export async function noteVouching(
  { tx, actor }: WriteContext,
  userId: string,
  act: VouchingAct,
): Promise<void> {
  if (actor.kind !== "person" || actor.userId === userId) return;
  // Not a transaction's own time: an act that waited for a lock came after the one that held it.
  await tx.$executeRaw(
    sql`INSERT INTO vouching (user_id, by_id, act, at) VALUES (${userId}, ${actor.userId}, ${act}, clock_timestamp())`,
  );
}

/** Such acts as long as they count, by PostgreSQL's clock. */
export const recentVouchings = (reader: Reader): Promise<Vouching[]> =>
  reader.$queryRaw<Vouching[]>(sql`
    SELECT user_id AS "userId", by_id AS "byId", act, at FROM vouching
    WHERE at > now() - make_interval(days => ${vouchingDays}::int)`);
