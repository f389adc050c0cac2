import type { Env } from "@/lib/env";
import type { Secrets } from "./home";
import { Told } from "./words";

/** The given secrets, or the home's own while the database is embedded. @throws Told without any. */
export function chooseSecrets(env: Env, home: { secrets: Secrets }): Secrets {
  if (env.DATABASE_URL && !(env.NEXTAUTH_SECRET && env.SLIPWAY_KEY))
    throw new Told(
      "With your own DATABASE_URL, NEXTAUTH_SECRET and SLIPWAY_KEY are needed too: `openssl rand -base64 32` makes one.",
    );
  return {
    nextauthSecret: env.NEXTAUTH_SECRET ?? home.secrets.nextauthSecret,
    key: env.SLIPWAY_KEY ?? home.secrets.key,
  };
}
