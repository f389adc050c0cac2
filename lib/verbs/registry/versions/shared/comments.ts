import type { Comment } from "@/lib/core/registry/requests/request";
import { type Sql, sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";

/** Of a request, or of all that was said about a version. */
type Asked = { requestId: string } | { modelId: string; version: number };

/** What people said, oldest first, with who by the name of that time. */
export const findComments = (context: Context, asked: Asked): Promise<Comment[]> =>
  where(
    context,
    "requestId" in asked
      ? sql`c.request_id = ${asked.requestId}`
      : sql`c.model_id = ${asked.modelId} AND c.version = ${asked.version}`,
  );

/** One that is there. */
export async function findComment(context: Context, id: string): Promise<Comment> {
  const [found] = await where(context, sql`c.id = ${id}`);
  return found ?? Promise.reject(new Error("a comment that is there is found"));
}

const where = ({ stores, project }: Context, condition: Sql) =>
  stores.database.query<Comment>(sql`
    SELECT c.id, coalesce(c.author_name, u.name, c.author_id) AS by, c.author_id AS "byId", c.author_email AS "byEmail", c.at,
      c.body, c.withdrawn_at AS "withdrawnAt", c.version, c.request_id AS "requestId"
    FROM comment c LEFT JOIN "user" u ON u.id = c.author_id
    WHERE c.project_id = ${project.id} AND ${condition}
    ORDER BY c.at, c.id`);
