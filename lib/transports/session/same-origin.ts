import type { Actor } from "@/lib/core/access";
import { SlipwayError } from "@/lib/core/errors";
import { readEnv } from "@/lib/env";

/** The origins that are us: that of PUBLIC_URL, else this machine's loopback names at our port. */
export function ownOrigins(): string[] {
  const { PUBLIC_URL, PORT } = readEnv();
  if (PUBLIC_URL) return [new URL(PUBLIC_URL).origin];
  return ["127.0.0.1", "localhost", "[::1]"].map((host) => new URL(`http://${host}:${PORT}`).origin);
}

/**
 * A write that a browser's cookie could carry must come from our own pages. A token is sent on purpose, so it is not asked.
 * Errors: cross-site.
 */
export function checkOrigin(request: Pick<Request, "headers">, actor: Actor): void {
  if (actor.kind === "token" || actor.kind === "system") return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") throw crossSite("Another site sent this request.");
  if (actor.kind === "nobody" && origin === null) return; // no cookie to abuse; the verb says who may
  if (origin === null || !ownOrigins().includes(origin))
    throw crossSite(
      `A signed-in write needs the header Origin of our own pages (${ownOrigins()[0]}); scripts use an API token instead.`,
    );
}

const crossSite = (message: string) => new SlipwayError("cross-site", message);
