import { decode } from "next-auth/jwt";
import { isRole, type Person } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import { sessionLimits } from "@/lib/core/people/session-limits";
import { readEnv } from "@/lib/env";
import { type Database, sql } from "@/lib/stores/database/database";
import { hashSecret } from "@/lib/verbs/people/shared/secrets";
import { cookieNames, readCookie } from "./cookies";

type Row = {
  id: string;
  unmarked: boolean;
  authenticated_at: Date;
  user_id: string;
  name: string;
  email: string;
  admin: boolean;
  role: string | null;
  project_id: string | null;
  slug: string | null;
  project_name: string | null;
};

/**
 * Who is signed in, asked of the database at every request, so that revoking works at once; null for nobody.
 * Errors: not-found for a named project that is not theirs.
 */
export async function sessionActor(database: Database, headers: Headers): Promise<Person | null> {
  const claims = await claimsOf(headers);
  if (!claims) return null;
  const slug = headers.get("x-slipway-project");
  const [row] = await database.query<Row>(
    sql`SELECT s.id, s.last_seen_at < now() - interval '1 minute' AS unmarked, s.authenticated_at,
          u.id AS user_id, u.name, u.email, u.admin, m.role, p.id AS project_id, p.slug, p.name AS project_name
        FROM user_session s JOIN "user" u ON u.id = s.user_id
        LEFT JOIN project p ON CASE WHEN ${slug}::text IS NULL THEN p.id = s.project_id ELSE p.slug = ${slug}::text END
        LEFT JOIN member m ON m.project_id = p.id AND m.user_id = u.id
        WHERE s.sid_hash = ${hashSecret(claims.sid)} AND u.id = ${claims.sub} AND u.disabled_at IS NULL
          AND s.revoked_at IS NULL AND s.idle_expires_at > now() AND s.abs_expires_at > now()`,
    { name: "session-actor" },
  );
  if (!row) return null;
  const { project_id: id, slug: projectSlug, project_name: projectName } = row;
  const foreign = slug !== null && row.role === null && !row.admin;
  if (id === null || projectSlug === null || projectName === null || foreign)
    throw notFound("There is no such project, or you are not a member of it.");
  if (row.unmarked) await markSeen(database, row.id);
  return {
    kind: "person",
    sessionId: row.id,
    authenticatedAt: row.authenticated_at,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    admin: row.admin,
    role: row.role !== null && isRole(row.role) ? row.role : null,
    project: { id, slug: projectSlug, name: projectName },
  };
}

async function claimsOf(headers: Headers): Promise<{ sub: string; sid: string } | null> {
  const cookie = readCookie(headers, cookieNames().session);
  if (cookie === null) return null;
  try {
    const claims = await decode({ token: cookie, secret: readEnv().NEXTAUTH_SECRET ?? "" });
    const sid = claims?.sid;
    return typeof claims?.sub === "string" && typeof sid === "string" ? { sub: claims.sub, sid } : null;
  } catch {
    return null; // forged, cut, or of another secret: the same as none
  }
}

async function markSeen(database: Database, id: string): Promise<void> {
  await database.query(
    sql`UPDATE user_session SET last_seen_at = now(),
          idle_expires_at = least(abs_expires_at, now() + make_interval(secs => ${sessionLimits.idleSeconds}))
        WHERE id = ${id} AND last_seen_at < now() - interval '1 minute'`,
  );
}
