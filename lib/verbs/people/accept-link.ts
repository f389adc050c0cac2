import { z } from "zod";
import { forbidden } from "@/lib/core/errors";
import { personName } from "@/lib/core/people/names";
import { newPassword, secret } from "@/lib/core/people/schemas";
import { write } from "@/lib/verbs/kernel";
import { findLink, spendLink } from "./shared/links";
import { hashPassword } from "./shared/passwords";
import { requireGoodPassword, revokeSessions } from "./shared/people";
import { takeName } from "./shared/take-name";
import { revokeTokens } from "./shared/tokens";

const dead = () =>
  forbidden("This link does not work: it was used, has expired or was replaced. Ask an admin for a new one.");

/** Chooses a password by an invitation or a reset link; what was signed in until then ends, tokens too. Errors: forbidden, invalid, too-many-attempts. */
export const acceptLink = write({
  name: "accept-link",
  summary: "Choose a password by a one-time link",
  needs: "nothing",
  input: z.strictObject({ token: secret, name: personName.optional(), password: newPassword }),
  output: z.object({ email: z.string(), purpose: z.enum(["invitation", "reset"]) }),

  async prepare(context, { token, name, password }) {
    const link = await findLink(context, token, ["invitation", "reset"]);
    if (!link || link.userId === null || link.email === null || link.purpose === "setup") throw dead();
    requireGoodPassword(password, [link.email, name ?? link.name ?? ""], "/password");
    const { id, userId, email, purpose } = link;
    return { id, userId, email, purpose, passwordHash: await hashPassword(password) };
  },
  async load({ tx }, _input, { id }) {
    if (!(await spendLink(tx, id))) throw dead();
  },
  allow: () => null,

  async run({ tx }, { name }, _loaded, { userId, email, purpose, passwordHash }) {
    if (name !== undefined) await takeName(tx, userId, name);
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await revokeSessions(tx, userId, null);
    const endedTokens = await revokeTokens(tx, userId);
    return { userId, email, purpose, endedTokens };
  },

  audit: ({ userId, purpose, endedTokens }) => ({
    target: { type: "user", id: userId },
    after: { purpose, endedTokens },
    installation: true,
  }),
  present: ({ email, purpose }) => ({ email, purpose }),
});
