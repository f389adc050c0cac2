import type { Actor } from "@/lib/core/access";
import { stores } from "@/lib/stores/open";
import { clientAddress } from "./client-address";
import { tokenOf } from "./credentials";
import { sessionActor } from "./session-actor";
import { tokenActor } from "./token-actor";

export type Identity = { actor: Actor; ip: string | null; userAgent: string | null };

/**
 * Who sends this request: an API token's holder, else the person of the session cookie, else nobody. A request with an
 * Authorization header never falls back to its cookies. Errors: unauthenticated, too-many-attempts, not-found (project).
 */
export async function identify(request: Pick<Request, "headers">): Promise<Identity> {
  const { headers } = request;
  const ip = clientAddress(headers);
  const userAgent = headers.get("user-agent");
  const { database } = stores();
  const given = tokenOf(headers);
  const actor: Actor = given
    ? await tokenActor(database, given, ip)
    : ((await sessionActor(database, headers)) ?? { kind: "nobody" });
  return { actor, ip, userAgent };
}
