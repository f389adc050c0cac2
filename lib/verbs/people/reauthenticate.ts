import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { givenPassword } from "@/lib/core/people/schemas";
import { write } from "@/lib/verbs/kernel";
import { confirmPassword } from "./shared/confirm-password";
import { ownSession } from "./shared/people";

/** Makes this session fresh again. Errors: invalid for a wrong password, too-many-attempts. */
export const reauthenticate = write({
  name: "reauthenticate",
  summary: "Confirm my password",
  needs: "sign-in",
  input: z.strictObject({ password: givenPassword }),
  output: z.object({ authenticatedAt: z.string() }),

  prepare: (context, { password }) => confirmPassword(context, password, "/password"),
  load: (context) => ownSession(context) ?? "",
  allow: () => null,

  async run({ tx }, _input, id) {
    const [row] = await tx.$queryRaw<{ at: Date }[]>`
      UPDATE user_session SET authenticated_at = now() WHERE id = ${id} AND revoked_at IS NULL RETURNING authenticated_at AS at`;
    if (!row) throw invalid("This session has ended. Sign in again.");
    return { id, at: row.at };
  },

  audit: ({ id }) => ({ target: { type: "session", id }, installation: true }),
  present: ({ at }) => ({ authenticatedAt: at.toISOString() }),
});
