import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { email, givenPassword } from "@/lib/core/people/schemas";
import { addressPrefix } from "@/lib/core/people/throttle";
import { sql } from "@/lib/stores/database/database";
import { type Context, write } from "@/lib/verbs/kernel";
import { checkPassword, hashPassword } from "./shared/passwords";
import { openSession } from "./shared/sessions";
import { giveBack, takeAttempt } from "./shared/throttle";

type Found = { id: string; password_hash: string | null; disabled: boolean; addresses: (string | null)[] };

/** Checks a password and opens a session. Unknown, disabled and wrong look the same and take as long. Errors: too-many-attempts. */
export const signIn = write({
  name: "sign-in",
  summary: "Sign in with e-mail and password",
  needs: "nothing",
  input: z.strictObject({ email, password: givenPassword }),
  output: z.object({ session: z.object({ userId: z.string(), sid: z.string() }).nullable() }),

  async prepare(context, input) {
    const { database } = context.stores;
    const found = await findUser(context, input.email);
    const account = accountOf(context, input.email, found);
    const accountWaits = await takeAttempt(database, "sign-in:account", account);
    const addressWaits = await takeAttempt(database, "sign-in:address", context.ip ?? "unknown");
    const { right, outdated } = await checkPassword(input.password, found?.password_hash ?? null);
    const ok = right && found !== undefined && !found.disabled;
    return {
      account,
      user: found?.id ?? null,
      ok,
      waits: Math.max(accountWaits, addressWaits),
      newHash: ok && outdated ? await hashPassword(input.password) : null,
    };
  },
  load: () => null,
  allow: () => null,

  async run({ tx, actor, ip, userAgent }, _input, _loaded, { ok, user, newHash, account, waits }) {
    if (!ok || user === null) return { user, account, waits, session: null };
    // Disabled between the check and now: the same as before.
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "user" WHERE id = ${user} AND disabled_at IS NULL FOR UPDATE`;
    if (locked.length === 0) return { user, account, waits, session: null };
    if (newHash !== null) await tx.user.update({ where: { id: user }, data: { passwordHash: newHash } });
    // Who signs in over another session leaves that one.
    if (actor.kind === "person")
      await tx.userSession.updateMany({ where: { id: actor.sessionId }, data: { revokedAt: new Date() } });
    const sid = randomBytes(32).toString("base64url");
    await openSession(tx, { id: randomUUID(), sid, userId: user, ip, userAgent });
    return { user, account, waits: 0, session: { userId: user, sid } };
  },

  // An unknown e-mail is not kept: people type passwords into the wrong box.
  // The failure that starts a wait says how long; what is tried meanwhile is refused unheard and not kept.
  audit: ({ user, session, waits }) => ({
    target: { type: "user", id: user ?? "unknown" },
    after: session
      ? { result: "signed in" }
      : { result: "failed", ...(waits > 0 ? { throttledSeconds: waits } : {}) },
    installation: true,
  }),
  async present({ session, account }, context) {
    if (session) {
      await giveBack(context.stores.database, "sign-in:account", account, true);
      await giveBack(context.stores.database, "sign-in:address", context.ip ?? "unknown", false);
    }
    return { session };
  },
});

async function findUser({ stores }: Context, address: string): Promise<Found | undefined> {
  const [found] = await stores.database.query<Found>(
    sql`SELECT u.id, u.password_hash, u.disabled_at IS NOT NULL AS disabled,
          ARRAY(SELECT DISTINCT s.ip FROM user_session s WHERE s.user_id = u.id AND s.created_at > now() - interval '30 days' LIMIT 200) AS addresses
        FROM "user" u WHERE u.email = ${address}`,
  );
  return found;
}

/** Where the person signed in lately there is a count of its own: a stranger's guesses from elsewhere keep nobody out. */
function accountOf({ ip }: Context, address: string, found: Found | undefined): string {
  const prefix = addressPrefix(ip);
  const known = ip !== null && (found?.addresses.some((other) => addressPrefix(other) === prefix) ?? false);
  return known ? `${address} from ${prefix}` : address;
}
