import { z } from "zod";
import { page } from "@/lib/core/fields";
import { sessionRow } from "@/lib/core/people/schemas";
import { sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { ownSession } from "./shared/people";

type Row = {
  id: string;
  user_id: string;
  name: string;
  ip: string | null;
  user_agent: string | null;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
};

/** One's own open sessions, the latest first; an admin may ask for another person's. */
export const listSessions = read({
  name: "list-sessions",
  summary: "List open sessions",
  needs: "sign-in",
  input: z.strictObject({ user: z.string().optional() }),
  output: page(sessionRow),

  async run({ actor, stores }, { user }) {
    const self = actor.kind === "person" ? actor.userId : "";
    const of =
      user !== undefined && (actor.kind === "system" || (actor.kind === "person" && actor.admin))
        ? user
        : self;
    const rows = await stores.database.query<Row>(
      sql`SELECT s.id, s.user_id, u.name, s.ip, s.user_agent, s.created_at, s.last_seen_at,
            least(s.idle_expires_at, s.abs_expires_at) AS expires_at
          FROM user_session s JOIN "user" u ON u.id = s.user_id
          WHERE s.user_id = ${of} AND s.revoked_at IS NULL AND s.idle_expires_at > now() AND s.abs_expires_at > now()
          ORDER BY s.last_seen_at DESC, s.id LIMIT 500`,
    );
    const current = ownSession({ actor });
    const items = rows.map((row) => ({
      id: row.id,
      current: row.id === current,
      user: { id: row.user_id, name: row.name },
      ip: row.ip,
      userAgent: row.user_agent,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    }));
    return { items, total: items.length, nextCursor: null };
  },
});
