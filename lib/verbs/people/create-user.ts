import { inviteInput, newPassword, userRow } from "@/lib/core/people/schemas";
import { write } from "@/lib/verbs/kernel";
import { addUser } from "./shared/add-user";
import { hashPassword } from "./shared/passwords";
import { auditUser, presentUser, requireGoodPassword } from "./shared/people";

/** Adds a person with a password that the operator gives: the command line and the demo. Errors: already-exists, invalid. */
export const createUser = write({
  name: "create-user",
  summary: "Add a person with a password",
  needs: "administer",
  input: inviteInput.extend({ password: newPassword }),
  output: userRow,

  prepare(_context, { email, name, password }) {
    requireGoodPassword(password, [email, name], "/password");
    return hashPassword(password);
  },
  load: () => null,
  allow: (actor) =>
    actor.kind === "system" ? null : "People choose their own passwords: invite them instead.",

  run: (context, { password: _, ...input }, _loaded, passwordHash) =>
    addUser(context, { ...input, passwordHash }),

  audit: (user) => ({ target: { type: "user", id: user.id }, after: auditUser(user), installation: true }),
  present: presentUser,
});
