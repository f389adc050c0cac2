import { z } from "zod";
import { auditEvent } from "@/lib/core/audit/events";
import { notFound } from "@/lib/core/errors";
import { whole } from "@/lib/core/fields";
import { sql } from "@/lib/stores/database/database";
import { read } from "@/lib/verbs/kernel";
import { type EventRow, eventColumns, presentEvents, visibleTo } from "./shared/events";

export const getAuditEvent = read({
  name: "get-audit-event",
  summary: "One record of the audit trail, by its number",
  needs: "read",
  input: z.strictObject({ seq: whole(1, Number.MAX_SAFE_INTEGER) }),
  output: auditEvent,

  async run(context, { seq }) {
    const rows = await context.stores.database.query<EventRow>(
      sql`SELECT ${eventColumns} FROM audit_event WHERE seq = ${BigInt(seq)} AND ${visibleTo(context)}`,
    );
    const [event] = await presentEvents(context, rows);
    if (!event)
      throw notFound(
        `There is no record ${seq} for you: it is not written yet, or of another project, or of sign-ins and people.`,
      );
    return event;
  },
});
