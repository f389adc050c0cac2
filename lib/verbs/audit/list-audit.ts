import { z } from "zod";
import { auditEvent, auditFilter } from "@/lib/core/audit/events";
import { page, whole } from "@/lib/core/fields";
import { type Database, empty, type Sql, sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { type EventRow, eventColumns, matching, presentEvents, visibleTo } from "./shared/events";

export const listAudit = read({
  name: "list-audit",
  summary: "The audit trail, newest first: who did what, on what, when",
  needs: "read",
  search: true,
  input: z.strictObject({
    ...auditFilter,
    limit: whole(1, 500).default(100),
    /** The number of the last record of the page before, and how many there are: the first page alone counts them. */
    cursor: z
      .string()
      .regex(/^\d{1,15}-\d{1,15}$/, "is not one of ours: take nextCursor of the page before")
      .transform((text) => text.split("-").map(Number))
      .optional(),
  }),
  output: page(auditEvent),

  async run(context, { limit, cursor, ...filter }) {
    const { database } = context.stores;
    const where = sql`${visibleTo(context)} ${matching(filter)}`;
    const [before, known] = cursor ?? [];
    const older = before === undefined ? empty : sql`AND seq < ${BigInt(before)}`;
    const [rows, total] = await Promise.all([
      database.query<EventRow>(
        sql`SELECT ${eventColumns} FROM audit_event WHERE ${where} ${older} ORDER BY seq DESC LIMIT ${limit + 1}`,
      ),
      known ?? count(database, where),
    ]);
    const shown = rows.slice(0, limit);
    return {
      items: await presentEvents(context, shown),
      total,
      nextCursor: rows.length > limit ? `${shown.at(-1)?.seq}-${total}` : null,
    };
  },
});

async function count(database: Database, where: Sql): Promise<number> {
  const [counted] = await database.query<{ total: bigint }>(
    sql`SELECT count(*) AS total FROM audit_event WHERE ${where}`,
  );
  return Number(counted?.total ?? 0);
}
