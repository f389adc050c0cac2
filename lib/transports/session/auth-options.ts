import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { SlipwayError } from "@/lib/core/errors";
import { safePath } from "@/lib/core/people/safe-path";
import { sessionLimits } from "@/lib/core/people/session-limits";
import { readEnv } from "@/lib/env";
import { log } from "@/lib/transports/http/log";
import { type Context, perform } from "@/lib/verbs/kernel";
import { signIn } from "@/lib/verbs/people/sign-in";
import { signInWithProvider } from "@/lib/verbs/people/sign-in-with-provider";
import { signOut } from "@/lib/verbs/people/sign-out";
import { cookieNames, isSecure } from "./cookies";
import { oidcProvider } from "./oidc";

/** What happened behind next-auth's back, which knows only yes and no. */
export type Outcome = { failure: unknown; session: { userId: string; sid: string } | null };

/** next-auth for one request: it keeps the cookie and speaks OIDC; who may sign in, sessions and limits are our verbs. */
export function authOptions(context: Context, outcome: Outcome): NextAuthOptions {
  const names = cookieNames();
  const cookie = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
  const oidc = oidcProvider();
  return {
    ...secretOf(),
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: sessionLimits.absoluteSeconds },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: { name: names.session, options: cookie },
      csrfToken: { name: names.csrf, options: cookie },
      callbackUrl: { name: names.callback, options: cookie },
    },
    logger: {
      error: (code, why) => log.warn({ code, err: why instanceof Error ? why : why.error }, "next-auth"),
      warn: () => undefined,
      debug: () => undefined,
    },
    providers: [
      Credentials({
        id: "credentials",
        credentials: { email: {}, password: {} },
        async authorize(given) {
          const input = { email: given?.email ?? "", password: given?.password ?? "" };
          await noting(outcome, async () => {
            outcome.session = (await perform(signIn, { ...context, input })).session;
          });
          return outcome.session && { id: outcome.session.userId };
        },
      }),
      ...(oidc ? [oidc] : []),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== "oidc") return outcome.session !== null;
        // An address that the provider has not checked could be anybody's.
        if (!profile?.email || !("email_verified" in profile) || profile.email_verified !== true)
          return false;
        const actor = { kind: "system", name: "oidc", project: context.project } as const;
        const input = { email: profile.email };
        await noting(outcome, async () => {
          outcome.session = (await perform(signInWithProvider, { ...context, actor, input })).session;
        });
        return outcome.session !== null;
      },
      // Only who and which session: roles are asked of the database at every request.
      jwt: ({ token }) =>
        outcome.session
          ? { sub: outcome.session.userId, sid: outcome.session.sid }
          : { sub: token.sub ?? "", sid: token.sid },
      redirect: ({ url, baseUrl }) =>
        baseUrl + safePath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url),
    },
    events: {
      async signOut() {
        if (context.actor.kind === "person")
          await noting(outcome, () => perform(signOut, { ...context, input: {} }));
      },
    },
  };
}

const secretOf = () => {
  const { NEXTAUTH_SECRET } = readEnv();
  if (NEXTAUTH_SECRET === undefined)
    throw new SlipwayError(
      "unavailable",
      "Signing in needs NEXTAUTH_SECRET. Start Slipway with `npm start`.",
    );
  return { secret: NEXTAUTH_SECRET };
};

async function noting(outcome: Outcome, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    outcome.failure = error;
  }
}
