import { z } from "zod";
import { flag, page, text, whole } from "@/lib/core/fields";
import { request, requestStatuses } from "@/lib/core/registry/requests/request";
import { versionNumber } from "@/lib/core/registry/versions/version";
import { empty, type Sql, sql } from "@/lib/stores/database/database";
import { actorId, type Context, read } from "@/lib/verbs/kernel";
import { cursorOf, toCursor } from "@/lib/verbs/shared/lists";
import { pending, unconfirmed } from "./shared/pending";
import { presentRequests } from "./shared/requests";

export const listRequests = read({
  name: "list-requests",
  summary: "Requests, newest first; those that wait for me oldest first",
  needs: "read",
  input: z.strictObject({
    /** `pending`: open, waiting for changes, or a rollback to be confirmed; `decided`: all others. */
    status: z.enum(["all", "pending", "decided", ...requestStatuses]).default("all"),
    model: text(256).optional(),
    version: versionNumber.optional(),
    mine: flag.default(false),
    waitingForMe: flag.default(false),
    limit: whole(1, 200).default(50),
    cursor: text(200).optional(),
  }),
  output: page(request),

  async run(context, { status, model, version, mine, waitingForMe, limit, cursor }) {
    const { database } = context.stores;
    const offset = cursorOf(cursor);
    const waiting = pending(context);
    const where = sql`WHERE r.project_id = ${context.project.id}
      ${waitingForMe ? sql`AND (${waiting} OR ${unconfirmed})` : ofStatus(status, waiting)}
      ${model === undefined ? empty : sql`AND m.name = ${model}`}
      ${version === undefined ? empty : sql`AND r.version = ${version}`}
      ${mine ? sql`AND r.requested_by = ${actorId(context)}` : empty}`;
    const order = waitingForMe ? sql`r.created_at, r.id` : sql`r.created_at DESC, r.id DESC`;
    const from = sql`FROM stage_request r LEFT JOIN model m ON m.id = r.model_id ${where}`;
    if (waitingForMe) return { ...(await forMe(context, from, order, limit)), nextCursor: null };
    const [rows, counted] = await Promise.all([
      database.query<{ id: string }>(
        sql`SELECT r.id ${from} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
      ),
      database.query<{ n: number }>(sql`SELECT count(*)::int AS n ${from}`),
    ]);
    const total = counted[0]?.n ?? 0;
    const items = await presentRequests(
      context,
      rows.map(({ id }) => id),
    );
    return { items, total, nextCursor: toCursor(offset + items.length, total) };
  },
});

// A request whose time is over is expired, whether or not anybody has written that down yet.
function ofStatus(status: string, waiting: Sql): Sql {
  if (status === "all") return empty;
  if (status === "pending") return sql`AND (${waiting} OR ${unconfirmed})`;
  if (status === "decided") return sql`AND NOT (${waiting} OR ${unconfirmed})`;
  if (status === "expired")
    return sql`AND r.status IN ('open', 'changes-requested', 'expired') AND NOT ${waiting}`;
  const waits = status === "open" || status === "changes-requested";
  return waits ? sql`AND r.status = ${status} AND ${waiting}` : sql`AND r.status = ${status}`;
}

/** Four eyes are judged on each: the pending ones of a project are few. */
async function forMe(context: Context, from: Sql, order: Sql, limit: number) {
  const rows = await context.stores.database.query<{ id: string }>(
    sql`SELECT r.id ${from} ORDER BY ${order} LIMIT 1000`,
  );
  const all = await presentRequests(
    context,
    rows.map(({ id }) => id),
  );
  const items = all.filter(({ you }) => you.mayDecide);
  return { items: items.slice(0, limit), total: items.length };
}
