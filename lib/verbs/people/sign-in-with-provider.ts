import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { email } from "@/lib/core/people/schemas";
import { write } from "@/lib/verbs/kernel";
import { openSession } from "./shared/sessions";

/** Opens a session for somebody whom the OIDC provider vouches for. Only people who were invited: none is made. */
export const signInWithProvider = write({
  name: "sign-in-with-provider",
  summary: "Sign in through the OpenID Connect provider",
  needs: "administer",
  input: z.strictObject({ email }),
  output: z.object({ session: z.object({ userId: z.string(), sid: z.string() }).nullable() }),

  // Held, so that who is being disabled is not let in at the same moment.
  async load({ tx }, { email: address }) {
    const [user] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "user" WHERE email = ${address} AND disabled_at IS NULL FOR UPDATE`;
    return user;
  },
  allow: (actor) => (actor.kind === "system" ? null : "Only the sign-in itself does this."),

  async run({ tx, ip, userAgent }, _input, user) {
    if (!user) return { user: null, session: null };
    const sid = randomBytes(32).toString("base64url");
    await openSession(tx, { id: randomUUID(), sid, userId: user.id, ip, userAgent });
    return { user: user.id, session: { userId: user.id, sid } };
  },

  audit: ({ user, session }) => ({
    target: { type: "user", id: user ?? "unknown" },
    after: { result: session ? "signed in" : "failed" },
    installation: true,
  }),
  present: ({ session }) => ({ session }),
});
