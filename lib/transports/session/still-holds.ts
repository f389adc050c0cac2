import type { Person, TokenHolder } from "@/lib/core/access";
import { type Database, sql } from "@/lib/stores/database/database";

/**
 * Is this actor still who was let in: present, with the same rights in the project, and the session or token good? Asks nothing
 * but that: a session is not kept alive by it.
 */
export async function stillHolds(database: Database, actor: Person | TokenHolder): Promise<boolean> {
  const session = actor.kind === "person" ? actor.sessionId : null;
  const token = actor.kind === "token" ? actor.tokenId : null;
  const rows = await database.query(
    sql`SELECT 1 FROM "user" u LEFT JOIN member m ON m.user_id = u.id AND m.project_id = ${actor.project.id}
        WHERE u.id = ${actor.userId} AND u.disabled_at IS NULL AND u.admin = ${actor.admin}
          AND m.role IS NOT DISTINCT FROM ${actor.role}::text
          AND (EXISTS (SELECT 1 FROM user_session s WHERE s.id = ${session}::text AND s.user_id = u.id
                AND s.revoked_at IS NULL AND s.idle_expires_at > now() AND s.abs_expires_at > now())
            OR EXISTS (SELECT 1 FROM token t WHERE t.id = ${token}::text AND t.owner_id = u.id
                AND t.revoked_at IS NULL AND t.expires_at > now()))`,
    { name: "still-holds" },
  );
  return rows.length > 0;
}
