import type { OAuthConfig } from "next-auth/providers/oauth";
import { readEnv } from "@/lib/env";

type Claims = { sub: string; email?: string; name?: string };

/** The OpenID Connect provider, where the operator named one. It vouches for e-mail addresses; it makes nobody a user. */
export function oidcProvider(): OAuthConfig<Claims> | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = readEnv();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    id: "oidc",
    name: OIDC_NAME,
    type: "oauth",
    wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    // next-auth wants an id; ours comes from our own table once the address is known.
    profile: ({ sub }) => ({ id: `oidc:${sub}` }),
  };
}
