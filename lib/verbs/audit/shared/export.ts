import { createHash } from "node:crypto";
import type { ExportLine } from "@/lib/core/audit/chain";
import { shown } from "@/lib/core/audit/diff";
import type { AuditFilter } from "@/lib/core/audit/events";
import { actorWords, describeAct } from "@/lib/core/audit/words";
import { csvRow } from "@/lib/core/csv/print-csv";
import { type Sql, sql } from "@/lib/stores/database/database";
import type { Context } from "@/lib/verbs/kernel";
import { type EventRow, eventColumns, matching, presentEvents, visibleTo } from "./events";

// One statement each: an export holds no transaction open while its reader takes it in.
const partSize = 500;

type Row = EventRow & { foreign: boolean; seal: number; scope: string };

/** Records up to `until`, oldest first, a part at a time. */
async function* parts(context: Context, until: number, which: Sql): AsyncGenerator<Row[]> {
  for (let after = -1n; ; ) {
    const rows = await context.stores.database.query<Row>(sql`
      SELECT ${eventColumns}, (${visibleTo(context)}) IS NOT TRUE AS foreign, seal, coalesce(project_id, '') AS scope
      FROM audit_event WHERE seq > ${after} AND seq <= ${BigInt(until)} ${which} ORDER BY seq LIMIT ${partSize}`);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.seq;
  }
}

/**
 * The whole chain, a record a line, so that it can be verified without a database. What the reader may
 * not see, of another project or of sign-ins and people, is there without its body and with what its hash is made of.
 */
export async function* ndjson(context: Context, until: number): AsyncGenerator<string> {
  for await (const rows of parts(context, until, sql``)) {
    yield `${rows.map((row) => JSON.stringify(lineOf(row))).join("\n")}\n`;
  }
}

function lineOf({ seq, at, body, prevHash, hash, foreign, seal, scope }: Row): ExportLine {
  const line = { seq: Number(seq), at, body: foreign ? null : body, prevHash, hash };
  // The first seal is made of the body itself: nothing stands for it.
  if (!foreign || seal === 1) return line;
  return { ...line, scope, bodyHash: createHash("sha256").update(body).digest("hex") };
}

const columns = [
  "number",
  "time",
  "took_effect",
  "who",
  "who_id",
  "via",
  "action",
  "what",
  "outcome",
  "target_type",
  "target_id",
  "target_name",
  "reason",
  "before",
  "after",
  "request_id",
  "hash",
];

/** What the reader may see in the list and the filter matches, for people and their spreadsheets. */
export async function* csv(context: Context, until: number, filter: AuditFilter): AsyncGenerator<string> {
  yield `${csvRow(columns)}\r\n`;
  for await (const rows of parts(context, until, sql`AND ${visibleTo(context)} ${matching(filter)}`)) {
    const events = await presentEvents(context, rows);
    const lines = events.map((event) =>
      csvRow([
        event.seq,
        event.at,
        event.effectiveAt,
        actorWords(event),
        event.actor.id,
        event.actor.via,
        event.action,
        describeAct(event),
        event.outcome,
        event.target.type,
        event.target.id,
        event.target.name,
        event.reason,
        event.before && shown(event.before),
        event.after && shown(event.after),
        event.requestId,
        event.hash,
      ]),
    );
    yield `${lines.join("\r\n")}\r\n`;
  }
}
