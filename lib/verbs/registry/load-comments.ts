import type { Comment } from "@/lib/core/policies/request";
import { sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";

/** Of a request, or of all that was said about a version. */
type Asked = { requestId: string } | { modelId: string; version: number };

/** What people said, oldest first, with who by name where it is a person. */
export async function findComments({ stores, project }: Context, asked: Asked): Promise<Comment[]> {
  const where =
    "requestId" in asked
      ? sql`c.request_id = ${asked.requestId}`
      : sql`c.model_id = ${asked.modelId} AND c.version = ${asked.version}`;
  return stores.database.query<Comment>(sql`
    SELECT c.id, coalesce(u.name, c.author_id) AS by, c.author_id AS "byId", c.at, c.body, c.version,
      c.request_id AS "requestId"
    FROM comment c LEFT JOIN "user" u ON u.id = c.author_id
    WHERE c.project_id = ${project.id} AND ${where}
    ORDER BY c.at, c.id`);
}
