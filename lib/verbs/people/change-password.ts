import { z } from "zod";
import { givenPassword, newPassword } from "@/lib/core/people/schemas";
import { write } from "@/lib/verbs/kernel";
import { confirmPassword } from "./shared/confirm-password";
import { hashPassword } from "./shared/passwords";
import { ownSession, requireGoodPassword, revokeSessions } from "./shared/people";

/** Sets a new password and ends all other sessions. Errors: invalid, too-many-attempts. */
export const changePassword = write({
  name: "change-password",
  summary: "Change my password",
  needs: "sign-in",
  input: z.strictObject({ currentPassword: givenPassword, newPassword }),
  output: z.object({ endedSessions: z.number() }),

  async prepare(context, input) {
    const { actor } = context;
    const about = actor.kind === "person" ? [actor.email, actor.name] : [];
    requireGoodPassword(input.newPassword, about, "/newPassword");
    await confirmPassword(context, input.currentPassword, "/currentPassword");
    return hashPassword(input.newPassword);
  },
  load: ({ actor }) => (actor.kind === "person" ? actor.userId : ""),
  allow: () => null,

  async run(context, _input, id, passwordHash) {
    const { tx } = context;
    await tx.user.update({ where: { id }, data: { passwordHash } });
    const ended = await revokeSessions(tx, id, ownSession(context));
    await tx.$executeRaw`UPDATE user_session SET authenticated_at = now() WHERE id = ${ownSession(context)}`;
    return { id, ended };
  },

  audit: ({ id, ended }) => ({
    target: { type: "user", id },
    after: { endedSessions: ended },
    installation: true,
  }),
  present: ({ ended }) => ({ endedSessions: ended }),
});
