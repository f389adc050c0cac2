import { invalid, SlipwayError } from "@/lib/core/errors";
import type { Context } from "@/lib/verbs/kernel";
import { checkPassword } from "./passwords";
import { giveBack, takeAttempt } from "./throttle";

/** Compares the signed-in person's password, counted like sign-ins. Errors: invalid at `pointer`, too-many-attempts. */
export async function confirmPassword(
  { actor, stores }: Context,
  password: string,
  pointer: string,
): Promise<void> {
  if (actor.kind !== "person") throw invalid("Only a signed-in person has a password to confirm.");
  const { database } = stores;
  const who = `${actor.email} in a session`;
  await takeAttempt(database, "sign-in:account", who);
  const user = await database.prisma.user.findUnique({ where: { id: actor.userId } });
  if (user?.passwordHash === null)
    throw invalid("You sign in without a password here. Sign out and in again instead.", [
      { pointer, message: "none is set" },
    ]);
  const { right } = await checkPassword(password, user?.passwordHash ?? null);
  if (!right)
    throw new SlipwayError("invalid", "The password is not right.", {
      errors: [{ pointer, message: "The password is not right." }],
      attempt: true,
    });
  await giveBack(database, "sign-in:account", who, true);
}
