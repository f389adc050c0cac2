import { type Reader, sql } from "@/lib/stores/database/database";
import type { Scope } from "@/lib/verbs/kernel";

export type Engineer = { id: string; name: string };

/** Who may decide in this project now, by name: its engineers who may still sign in. */
export const presentEngineers = (reader: Reader, { project }: Scope): Promise<Engineer[]> =>
  reader.$queryRaw<Engineer[]>(sql`
    SELECT u.id, u.name FROM member m JOIN "user" u ON u.id = m.user_id
    WHERE m.project_id = ${project.id} AND m.role = 'engineer' AND u.disabled_at IS NULL
    ORDER BY lower(u.name), u.id`);

export const idsOf = (people: readonly Engineer[]): ReadonlySet<string> =>
  new Set(people.map(({ id }) => id));
