import DataLoader from "dataloader";
import { isRole, isScope, type TokenHolder } from "@/lib/core/access";
import { SlipwayError } from "@/lib/core/errors";
import { type Database, sql } from "@/lib/stores/database/database";
import { hashSecret } from "@/lib/verbs/people/shared/secrets";
import { takeAttempt } from "@/lib/verbs/people/shared/throttle";
import type { TokenCredentials } from "./credentials";

type Row = {
  hash: string;
  id: string;
  scopes: string[];
  expired: boolean;
  revoked: boolean;
  unmarked: boolean;
  user_id: string;
  name: string;
  email: string;
  admin: boolean;
  disabled: boolean;
  role: string | null;
  project_id: string;
  slug: string;
  project_name: string;
};

const readers = new WeakMap<Database, DataLoader<string, Row | null>>();

/** Looks tokens up, those of all requests that came in together by one query; nothing is kept, so revoking works at once. */
function rowsOf(database: Database): DataLoader<string, Row | null> {
  const known = readers.get(database);
  if (known) return known;
  const reader = new DataLoader<string, Row | null>(
    async (hashes) => {
      const rows = await database.query<Row>(
        sql`SELECT encode(t.hash, 'hex') AS hash, t.id, t.scopes, t.expires_at <= now() AS expired, t.revoked_at IS NOT NULL AS revoked,
              t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute' AS unmarked,
              u.id AS user_id, u.name, u.email, u.admin, u.disabled_at IS NOT NULL AS disabled, m.role,
              p.id AS project_id, p.slug, p.name AS project_name
            FROM token t JOIN "user" u ON u.id = t.owner_id JOIN project p ON p.id = t.project_id
            LEFT JOIN member m ON m.project_id = t.project_id AND m.user_id = t.owner_id
            WHERE t.hash = ANY(${[...new Set(hashes)].map((hash) => Buffer.from(hash, "hex"))}::bytea[])`,
        { name: "token-actor" },
      );
      const byHash = new Map(rows.map((row) => [row.hash, row]));
      return hashes.map((hash) => byHash.get(hash) ?? null);
    },
    { cache: false, batchScheduleFn: (start) => setImmediate(start) },
  );
  readers.set(database, reader);
  return reader;
}

/** The holder of a token: one prepared query, since every logging call comes through here. Errors: unauthenticated, too-many-attempts. */
export async function tokenActor(
  database: Database,
  given: TokenCredentials,
  ip: string | null,
): Promise<TokenHolder> {
  const row = await rowsOf(database).load(Buffer.from(hashSecret(given.token)).toString("hex"));
  const why = row
    ? refusal(row, given)
    : "This API token is not known here. Make a new one under Settings, Tokens.";
  if (!row || why !== null) {
    await takeAttempt(database, "token:address", ip ?? "unknown");
    throw new SlipwayError("unauthenticated", why ?? "");
  }
  if (row.unmarked)
    await database.query(
      sql`UPDATE token SET last_used_at = now()
          WHERE id = ${row.id} AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    );
  return {
    kind: "token",
    tokenId: row.id,
    scopes: row.scopes.filter(isScope),
    userId: row.user_id,
    name: row.name,
    email: row.email,
    admin: row.admin,
    role: row.role !== null && isRole(row.role) ? row.role : null,
    project: { id: row.project_id, slug: row.slug, name: row.project_name },
  };
}

function refusal(row: Row, { userName }: TokenCredentials): string | null {
  if (row.revoked) return "This API token was revoked. Make a new one under Settings, Tokens.";
  if (row.expired) return "This API token has expired. Make a new one under Settings, Tokens.";
  if (row.disabled) return "The owner of this API token is disabled.";
  const named =
    userName === null || userName === "" || userName === "token" || userName.toLowerCase() === row.email;
  return named
    ? null
    : "The user name does not belong to this token: leave it empty, or use `token` or the owner's e-mail.";
}
