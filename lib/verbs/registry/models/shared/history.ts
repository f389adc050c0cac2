import type { Transition } from "@/lib/core/registry/models/transition";
import { empty, sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";

type Asked = { modelId: string; version?: number; until?: Date; limit: number; offset: number };

/** A model's transitions, newest first, with who acted by name where it is a person. */
export async function findTransitions(
  { stores }: Context,
  { modelId, version, until, limit, offset }: Asked,
): Promise<Transition[]> {
  return stores.database.query<Transition>(sql`
    SELECT t.id::text AS id, t.version, t.from_stage AS "from", t.to_stage AS "to", t.reason, t.kind,
      t.request_id AS "requestId", t.digest, t.at, t.recorded_at AS "recordedAt", t.actor AS "actorId", coalesce(u.name, t.actor) AS actor
    FROM transition t LEFT JOIN "user" u ON u.id = t.actor
    WHERE t.model_id = ${modelId}
      ${version === undefined ? empty : sql`AND t.version = ${version}`}
      ${until === undefined ? empty : sql`AND t.at <= ${until}`}
    ORDER BY t.at DESC, t.id DESC LIMIT ${limit} OFFSET ${offset}`);
}
