import { alreadyExists } from "@/lib/core/errors";
import { lookOf } from "@/lib/core/people/names";
import type { Transaction } from "@/lib/stores/database/database";

/** Two people whose names look alike could be taken for each other by whoever decides. Errors: already-exists. */
export async function requireNameFree(
  tx: Transaction,
  name: string,
  besides: string | null,
): Promise<string> {
  const look = lookOf(name);
  // Two who take one name at once wait here for each other.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`name ${look}`}, 0))`;
  const other = await tx.user.findFirst({
    where: { look, ...(besides === null ? {} : { NOT: { id: besides } }) },
  });
  if (other)
    throw alreadyExists(
      `Somebody here is already shown as ${other.name}: add what tells the two apart, like a second name.`,
    );
  return look;
}

/** Gives a person a name that nobody else's looks like. Errors: already-exists. */
export const takeName = async (tx: Transaction, id: string, name: string) =>
  tx.user.update({ where: { id }, data: { name, look: await requireNameFree(tx, name, id) } });
